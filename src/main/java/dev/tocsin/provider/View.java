package dev.tocsin.provider;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** What a platform shows of one service, as far as one lever is concerned: the evidence before, and the trace after. */
public sealed interface View {
    /** The latest deployments, newest first; at least the one that serves and some before it. */
    record Served(List<Deployment> deployments, Way way) implements View {
        public Served {
            deployments = List.copyOf(deployments);
        }

        /** Whether production stays where a rollback put it, until somebody promotes. */
        public boolean isPinned() {
            return switch (way) {
                case Way.Anew anew -> false;
                case Way.InPlace(Optional<Move> last, boolean pinned) -> pinned;
            };
        }
    }

    /**
     * How the service runs: of which deployment, in how many {@code replicas} as is wished, and each process as it is.
     * {@code adjustable}: that number is one number, not one a region. {@code next} is what is being deployed over it.
     */
    record Running(
            Deployment deployment, int replicas, boolean adjustable, List<Process> processes, Optional<Deployment> next)
            implements View {
        public Running {
            processes = List.copyOf(processes);
        }

        /** How many processes are up. */
        public int up() {
            return (int) processes.stream()
                    .filter(one -> one.state() == Process.State.UP)
                    .count();
        }
    }

    /**
     * How much each process may use, of which deployment it runs, and what is being deployed over it. Nothing in {@code size} where no limit
     * is set, {@code adjustable}: the limits are these two and no others.
     */
    record Sized(Deployment deployment, Optional<Size> size, boolean adjustable, Optional<Deployment> next)
            implements View {}

    /** The latest runs of the lever, newest first. */
    record Runs(List<Run> runs) implements View {
        public Runs {
            runs = List.copyOf(runs);
        }
    }

    /** It cannot be looked at: whether a request arrived, nobody will know but by its answer. */
    record Dark() implements View {}

    /** What a rollback leads to on this platform. */
    sealed interface Way {
        /** A new deployment of the old commit. */
        record Anew() implements Way {}

        /** The old deployment itself serves again. {@code last} is the last time that production was moved by hand. */
        record InPlace(Optional<Move> last, boolean pinned) implements Way {}
    }

    /** Production was moved, or is being moved, from one deployment to another. */
    record Move(boolean rollback, String to, Instant asked, State state) {
        /** How far it is. */
        public enum State {
            UNDER_WAY,
            DONE,
            FAILED
        }
    }

    /** One process of a service. */
    record Process(String id, State state) {
        /** How it is. */
        public enum State {
            /** Being started, or started anew. */
            COMING,
            /** Runs. */
            UP,
            /** Gone, or going. */
            DOWN
        }
    }

    /** One run; {@code title} may name the act that asked for it. */
    record Run(String id, String title, State state) {
        /** How far it is. */
        public enum State {
            UNDER_WAY,
            SUCCEEDED,
            FAILED
        }
    }
}
