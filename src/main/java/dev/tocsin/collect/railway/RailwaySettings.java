package dev.tocsin.collect.railway;

import dev.tocsin.collect.CollectSettings;
import dev.tocsin.collect.Collector;
import dev.tocsin.collect.Ports;
import dev.tocsin.config.Fields;
import dev.tocsin.model.Labels;
import dev.tocsin.provider.railway.RailwayConfig;

/** One service on Railway, with the keys that a service's {@code platform.railway} has. */
public record RailwaySettings(RailwayConfig railway) implements CollectSettings {
    /** Reads the keys of {@code platform.railway}. */
    public static RailwaySettings read(Fields in) {
        return new RailwaySettings((RailwayConfig) RailwayConfig.PLATFORM.read(in));
    }

    @Override
    public String instance() {
        return railway.target().service();
    }

    @Override
    public Collector collector(Labels labels, Ports ports) {
        return new RailwayCollector(railway, labels, ports.clock());
    }
}
