package dev.tocsin.access;

/** Who asks, as far as that is known. */
public sealed interface Caller {
    /** What the caller may do. */
    boolean may(Role needed);

    /** What stands in the audit; {@code claimed} is whom the caller says that it is, or the empty string. */
    String signature(String claimed);

    /** Nobody: what is public is there for it. */
    record Anonymous() implements Caller {
        @Override
        public boolean may(Role needed) {
            return false;
        }

        @Override
        public String signature(String claimed) {
            return "somebody";
        }
    }

    /** Whoever can open a socket on this machine while no token is configured. */
    record Local() implements Caller {
        @Override
        public boolean may(Role needed) {
            return true;
        }

        @Override
        public String signature(String claimed) {
            return claimed.isBlank() ? "somebody on this machine" : claimed;
        }
    }

    /** Who holds the token of that name. */
    record Holder(String name, Role role) implements Caller {
        @Override
        public boolean may(Role needed) {
            return role.covers(needed);
        }

        @Override
        public String signature(String claimed) {
            return claimed.isBlank() || claimed.equals(name) ? name : claimed + " (token " + name + ")";
        }
    }
}
