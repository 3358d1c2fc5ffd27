package dev.tocsin.provider;

/**
 * One request to change something. {@code act} is the agent's own name of the act: where a platform lets it through, the request is
 * known again by it.
 */
public sealed interface Pull {
    /** Which lever it pulls. */
    Lever lever();

    /** Make {@code deployment} serve again. */
    record Rollback(String deployment) implements Pull {
        @Override
        public Lever lever() {
            return Lever.ROLLBACK;
        }
    }

    /** Start the processes of {@code deployment} anew. */
    record Restart(String deployment) implements Pull {
        @Override
        public Lever lever() {
            return Lever.RESTART;
        }
    }

    /** Run {@code replicas} processes: how many, not how many more, so that twice is as once. */
    record Scale(int replicas) implements Pull {
        @Override
        public Lever lever() {
            return Lever.SCALE;
        }
    }

    /** Let each process use as much as {@code size}: how much, not how much more, so that twice is as once. */
    record Resize(Size size) implements Pull {
        @Override
        public Lever lever() {
            return Lever.RESIZE;
        }
    }

    /** Make {@code deployment} serve, and let what is pushed go live again. */
    record Promote(String deployment) implements Pull {
        @Override
        public Lever lever() {
            return Lever.PROMOTE;
        }
    }

    /** Start the workflow. */
    record Workflow(String act) implements Pull {
        @Override
        public Lever lever() {
            return Lever.WORKFLOW;
        }
    }

    /** Call the address. */
    record Webhook(String act) implements Pull {
        @Override
        public Lever lever() {
            return Lever.WEBHOOK;
        }
    }
}
