package dev.tocsin.collect.sql;

import java.net.UnknownHostException;
import java.sql.SQLException;
import java.util.Locale;
import java.util.Optional;

/** Why a query has no answer; by SQLSTATE, as PostgreSQL uses it. */
enum SqlCause {
    /** The deadline passed, here or at the server. */
    TIMEOUT,
    /** The host's name does not resolve. */
    DNS,
    /** No connection, or it broke. */
    CONNECT,
    /** User or password are refused, or the database does not exist for them. */
    AUTH,
    /** The server refuses the query. */
    QUERY,
    /** The query would change something. */
    READ_ONLY,
    /** The rows cannot become metrics. */
    ROWS,
    /** The calling thread was interrupted. */
    INTERRUPTED;

    String word() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    static SqlCause of(SQLException fault) {
        for (Throwable at = fault; at != null; at = at.getCause()) {
            if (at instanceof UnknownHostException) {
                return DNS;
            }
            if (at instanceof java.net.SocketTimeoutException) {
                return TIMEOUT;
            }
        }
        String state = Optional.ofNullable(fault.getSQLState()).orElse("");
        return switch (state.length() < 2 ? "" : state.substring(0, 2)) {
            case "08", "53" -> CONNECT;
            case "57" -> state.equals("57014") ? TIMEOUT : CONNECT;
            case "28", "3D" -> AUTH;
            case "25" -> READ_ONLY;
            default -> QUERY;
        };
    }
}
