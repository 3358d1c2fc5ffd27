package dev.tocsin.scrape;

import dev.tocsin.config.Fields;

/**
 * What becomes of histograms that a page has in both forms, as Prometheus' keys say.
 *
 * @param wanted whether a native histogram is taken as one; else only its classic series are
 * @param classicToo whether its classic series are taken besides, where it has buckets for them
 * @param converted whether a histogram that is classic alone becomes a native one with custom buckets
 */
record Natives(boolean wanted, boolean classicToo, boolean converted) {
    /** Classic series alone, as Prometheus does where nothing is said. */
    static final Natives IGNORED = new Natives(false, false, false);

    /**
     * Reads {@code scrape_native_histograms}, {@code always_scrape_classic_histograms} and {@code convert_classic_histograms_to_nhcb};
     * {@code usual} where nothing is said.
     */
    static Natives read(Fields in, Natives usual) {
        return new Natives(
                in.flag("scrape_native_histograms", usual.wanted),
                in.flag("always_scrape_classic_histograms", usual.classicToo),
                in.flag("convert_classic_histograms_to_nhcb", usual.converted));
    }
}
