package dev.tocsin.collect.sql;

import dev.tocsin.collect.Databases.Login;
import java.sql.SQLException;
import java.util.Optional;

/** A query without an answer. */
final class SqlFault extends Exception {
    private static final long serialVersionUID = 1L;
    private static final int LONGEST = 300;

    private final SqlCause cause;
    private final String detail;

    SqlFault(SqlCause cause, String detail) {
        super(detail, null, false, false);
        this.cause = cause;
        this.detail = detail;
    }

    /** What {@code thrown} means, in the server's words without secrets. */
    static SqlFault of(SQLException thrown, Login login) {
        String words = Optional.ofNullable(thrown.getMessage()).orElse("no reason given");
        words = words.replace(login.url(), login.place());
        if (login.password().isPresent() && !login.password().get().isEmpty()) {
            words = words.replace(login.password().get().reveal(), "<redacted>");
        }
        words = words.replaceAll("\\p{Cntrl}+ *", " ").strip();
        String cut = words.length() > LONGEST ? words.substring(0, LONGEST) + "..." : words;
        return new SqlFault(SqlCause.of(thrown), login.place() + ": " + cut);
    }

    SqlCause reason() {
        return cause;
    }

    String detail() {
        return detail;
    }
}
