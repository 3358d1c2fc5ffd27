package dev.tocsin.scrape;

import dev.tocsin.config.Fields;

/**
 * What becomes of histograms that a page has in both forms, as Prometheus' keys say.
 *
 * @param wanted whether a native histogram is taken as one; else only its classic series are
 * @param classicToo whether its classic series are taken besides, where it has buckets for them
 */
record Natives(boolean wanted, boolean classicToo) {
    /** Classic series alone, as Prometheus does where nothing is said. */
    static final Natives IGNORED = new Natives(false, false);

    /** Reads {@code scrape_native_histograms} and {@code always_scrape_classic_histograms}; {@code usual} where nothing is said. */
    static Natives read(Fields in, Natives usual) {
        return new Natives(
                in.flag("scrape_native_histograms", usual.wanted),
                in.flag("always_scrape_classic_histograms", usual.classicToo));
    }
}
