package dev.tocsin.route;

import dev.tocsin.alert.Alert;
import java.util.List;

/** The firing alerts of one group, in order of their labels. */
public record Group(GroupKey key, Route route, List<Alert> alerts) {
    public Group {
        alerts = List.copyOf(alerts);
    }
}
