package dev.tocsin.remedy;

import dev.tocsin.provider.Deployment;
import dev.tocsin.provider.Pull;
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
