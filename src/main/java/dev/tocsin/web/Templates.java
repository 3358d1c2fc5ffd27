package dev.tocsin.web;

import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;

/** The templates of the pages, in {@code templates/}; what they ask of their records is checked when the agent is built. */
@CheckedTemplate
final class Templates {
    private Templates() {}

    static native TemplateInstance overview(Frame frame, Overview page);

    static native TemplateInstance incidents(Frame frame, IncidentList page);

    static native TemplateInstance incident(Frame frame, IncidentPage page, String said);

    static native TemplateInstance targets(Frame frame, TargetsPage page);

    static native TemplateInstance rules(Frame frame, RulesPage page);

    static native TemplateInstance silences(Frame frame, SilencesPage page, String said);

    static native TemplateInstance query(Frame frame, QueryPage page);

    static native TemplateInstance status(Frame frame, StatusPage page);

    static native TemplateInstance notice(Frame frame, String heading, String text, String back);
}
