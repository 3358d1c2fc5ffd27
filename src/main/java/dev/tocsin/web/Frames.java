package dev.tocsin.web;

import jakarta.enterprise.context.ApplicationScoped;

/** Makes the frame of each page. */
@ApplicationScoped
public class Frames {
    private final News news;
    private final Seal seal;

    Frames(News news, Seal seal) {
        this.news = news;
        this.seal = seal;
    }

    Frame console(String title, String section, Glance glance) {
        String follows = section.equals("targets") || section.equals("rules") ? News.BEAT : "";
        return new Frame(
                title,
                glance.configured().environment(),
                section,
                glance.stamp(glance.now()),
                news.latest(follows),
                follows,
                seal.mark());
    }

    /** Of the public page: it has no way to anything else, and says nothing of us. */
    Frame open(Glance glance, String live) {
        return new Frame("Status", "", "", glance.stamp(glance.now()), live, "", "");
    }
}
