package dev.tocsin.remedy;

import dev.tocsin.remedy.Plan.Run.Kind;

/** How people say what an act does to {@code service}. */
record Phrase(String service) {
    /** {@code roll api back}: of an act that has no plan yet. */
    String wish(Action action) {
        return switch (action) {
            case Action.Rollback rollback -> "roll " + service + " back";
            case Action.Restart restart -> "restart " + service;
            case Action.Scale scale -> "scale " + service;
            case Action.Resize resize -> "resize " + service;
            case Action.Promote promote -> "let production of " + service + " go on";
            case Action.Workflow workflow -> "start the workflow of " + service;
            case Action.Webhook webhook -> "call the webhook of " + service;
            case Action.Propose propose -> "propose anything for " + service;
        };
    }

    /** {@code roll api back to x}: what could not be done. */
    String todo(Plan plan) {
        return switch (plan) {
            case Plan.Rollback rollback ->
                "roll " + service + " back to " + rollback.target().words();
            case Plan.Restart restart -> "restart " + service;
            case Plan.Scale scale -> "scale " + service + replicas(scale);
            case Plan.Resize resize -> "resize " + service + sizes(resize);
            case Plan.Promote promote -> "promote " + target(promote);
            case Plan.Run run -> run.kind() == Kind.WORKFLOW ? "start " + thing(run) : "call " + thing(run);
        };
    }

    /** {@code roll api back from y to x}: in full, as a question or a suggestion. */
    String whole(Plan plan) {
        return switch (plan) {
            case Plan.Rollback rollback -> "roll " + fromTo(rollback);
            case Plan.Restart restart ->
                "restart " + service + ", which runs " + restart.deployment().words();
            case Plan.Scale scale -> todo(scale);
            case Plan.Resize resize -> todo(resize);
            case Plan.Promote promote -> todo(promote);
            case Plan.Run run -> todo(run);
        };
    }

    /** {@code rolling api back from y to x}. */
    String doing(Plan plan) {
        return switch (plan) {
            case Plan.Rollback rollback -> "rolling " + fromTo(rollback);
            case Plan.Restart restart ->
                "restarting " + service + ", which runs " + restart.deployment().words();
            case Plan.Scale scale -> "scaling " + service + replicas(scale);
            case Plan.Resize resize -> "resizing " + service + sizes(resize);
            case Plan.Promote promote -> "promoting " + target(promote);
            case Plan.Run run -> run.kind() == Kind.WORKFLOW ? "starting " + thing(run) : "calling " + thing(run);
        };
    }

    /** {@code rolled api back from y to x}. */
    String done(Plan plan) {
        return switch (plan) {
            case Plan.Rollback rollback -> "rolled " + fromTo(rollback);
            case Plan.Restart restart -> "restarted " + service;
            case Plan.Scale scale -> "scaled " + service + replicas(scale);
            case Plan.Resize resize -> "resized " + service + sizes(resize);
            case Plan.Promote promote -> "promoted " + target(promote);
            case Plan.Run run -> run.kind() == Kind.WORKFLOW ? "started " + thing(run) : "called " + thing(run);
        };
    }

    /** {@code rollback of api to x}. */
    String noun(Plan plan) {
        return switch (plan) {
            case Plan.Rollback rollback ->
                "rollback of " + service + " to " + rollback.target().words();
            case Plan.Restart restart -> "restart of " + service;
            case Plan.Scale scale -> "scaling of " + service + replicas(scale);
            case Plan.Resize resize -> "resizing of " + service + sizes(resize);
            case Plan.Promote promote -> "promotion of " + target(promote);
            case Plan.Run run -> run.kind() == Kind.WORKFLOW ? "run of " + thing(run) : "call of " + thing(run);
        };
    }

    /** {@code api is back on x as z}: the platform has done it; {@code trace} is what it made of it. */
    String result(Plan plan, String trace) {
        return switch (plan) {
            case Plan.Rollback rollback
            when rollback.way().inPlace() ->
                service + " is back on " + rollback.target().words();
            case Plan.Rollback rollback ->
                service + " is back on " + rollback.target().words() + " as " + trace;
            case Plan.Restart restart -> service + " was restarted";
            case Plan.Scale scale -> service + " runs in " + scale.to() + " replicas";
            case Plan.Resize resize ->
                "each process of " + service + " may use " + resize.to().words();
            case Plan.Promote promote ->
                service + " serves " + promote.target().words() + ", and what is pushed goes live again";
            case Plan.Run run ->
                run.kind() == Kind.WORKFLOW ? thing(run) + " ended well, run " + trace : thing(run) + " was called";
        };
    }

    /** What somebody should know afterwards; a sentence of its own after a blank, or nothing. */
    String aftermath(Plan plan) {
        return switch (plan) {
            case Plan.Rollback rollback
            when rollback.way().inPlace() ->
                ". Its variables and cron jobs went back with it; production is pinned there: what is pushed now does not go"
                        + " live until somebody promotes it";
            case Plan.Rollback rollback ->
                ". Its variables went back with it; an automatic deployment may bring "
                        + rollback.from().words() + " back";
            case Plan.Restart restart -> ". Why it was needed is still to be found out";
            case Plan.Scale scale -> ". The number of replicas stays until somebody changes it";
            case Plan.Resize resize -> ". The limits stay until somebody changes them";
            case Plan.Promote promote -> ". What is pushed goes live again";
            case Plan.Run run -> "";
        };
    }

    private String fromTo(Plan.Rollback plan) {
        return service + " back from " + plan.from().words() + " to "
                + plan.target().words();
    }

    private static String replicas(Plan.Scale plan) {
        return " from " + plan.from() + " to " + plan.to() + " replicas";
    }

    private static String sizes(Plan.Resize plan) {
        return " from " + plan.from().words() + " to " + plan.to().words();
    }

    private String target(Plan.Promote plan) {
        return plan.target().words() + " to production of " + service;
    }

    private String thing(Plan.Run run) {
        return (run.kind() == Kind.WORKFLOW ? "the workflow of " : "the webhook of ") + service;
    }
}
