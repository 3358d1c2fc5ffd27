package dev.tocsin.remedy;

import dev.tocsin.provider.Deployment;
import dev.tocsin.provider.Pull;
import dev.tocsin.provider.Size;
import java.time.Instant;
import java.util.Collections;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;

/** What an act will do, and what was there when the evidence was weighed: what comes after is news. */
public sealed interface Plan {
    /** The request. */
    Pull pull();

    /** Whether a request that arrived is surely seen when one looks. Where not, none is ever repeated. */
    boolean leavesTrace();

    /**
     * Go from one deployment back to another. {@code known} are the deployments that were there, {@code newest} when the latest
     * of them was created.
     */
    record Rollback(Point from, Point target, SortedSet<String> known, Instant newest, Way way) implements Plan {
        public Rollback {
            known = sorted(known);
        }

        @Override
        public Pull pull() {
            return new Pull.Rollback(target.deployment());
        }

        @Override
        public boolean leavesTrace() {
            return true;
        }
    }

    /** How the platform goes back: with a new deployment, or by moving production; {@code moved} is when it was last moved. */
    record Way(boolean inPlace, Optional<Instant> moved) {
        /** With a new deployment. */
        public static final Way ANEW = new Way(false, Optional.empty());
    }

    /** Start the processes of {@code deployment} anew; these ones run. */
    record Restart(Point deployment, SortedSet<String> processes) implements Plan {
        public Restart {
            processes = sorted(processes);
        }

        @Override
        public Pull pull() {
            return new Pull.Restart(deployment.deployment());
        }

        /** A restart may be over before one looks, and its processes keep their ids. */
        @Override
        public boolean leavesTrace() {
            return false;
        }
    }

    /** Go from so many replicas to so many. */
    record Scale(int from, int to) implements Plan {
        @Override
        public Pull pull() {
            return new Pull.Scale(to);
        }

        @Override
        public boolean leavesTrace() {
            return true;
        }
    }

    /** Let each process use as much as {@code to}, where it may use {@code from}. */
    record Resize(Room from, Room to) implements Plan {
        @Override
        public Pull pull() {
            return new Pull.Resize(to.size());
        }

        @Override
        public boolean leavesTrace() {
            return true;
        }
    }

    /** Go from the deployment that is kept in production on to {@code target}; {@code moved} is when production was last moved. */
    record Promote(Point from, Point target, Optional<Instant> moved) implements Plan {
        @Override
        public Pull pull() {
            return new Pull.Promote(target.deployment());
        }

        @Override
        public boolean leavesTrace() {
            return true;
        }
    }

    /** Start a workflow, or call an address, as {@code act}; {@code known} are the runs that were there; {@code dark}: none is ever seen. */
    record Run(Kind kind, String act, SortedSet<String> known, boolean dark) implements Plan {
        /** What is run. */
        public enum Kind {
            WORKFLOW,
            WEBHOOK
        }

        public Run {
            known = sorted(known);
        }

        @Override
        public Pull pull() {
            return switch (kind) {
                case WORKFLOW -> new Pull.Workflow(act);
                case WEBHOOK -> new Pull.Webhook(act);
            };
        }

        @Override
        public boolean leavesTrace() {
            return !dark;
        }
    }

    /** How much of a machine a process may use: thousandths of a processor, and bytes of memory. */
    record Room(long milliCpus, long bytes) {
        static Room of(Size size) {
            return new Room(size.milliCpus(), size.bytes());
        }

        Size size() {
            return new Size(milliCpus, bytes);
        }

        /** For people. */
        public String words() {
            return size().words();
        }
    }

    /** One deployment, and the commit that it was made of, where the platform says so. */
    record Point(String deployment, Optional<String> commit) {
        static Point of(Deployment deployment) {
            return new Point(deployment.id(), deployment.commit());
        }

        /** For people. */
        public String words() {
            return Deployment.words(deployment, commit);
        }
    }

    private static SortedSet<String> sorted(SortedSet<String> set) {
        return Collections.unmodifiableSortedSet(new TreeSet<>(set));
    }
}
