package dev.tocsin.ledger;

import dev.tocsin.config.Fields;
import dev.tocsin.config.Secret;
import java.nio.file.Path;
import java.util.Optional;

/**
 * Where the ledger is. {@code sqlite} is a file on a volume that outlives a redeploy; {@code postgresql}, when given, is used
 * instead. {@code spool} is the local file that is written to while the database is gone.
 */
public record LedgerConfig(Path sqlite, Optional<Postgresql> postgresql, Path spool, Retention retention) {
    private static final String FILE = "var/tocsin.db";

    /** An embedded ledger in the working directory. */
    public static final LedgerConfig DEFAULT =
            new LedgerConfig(Path.of(FILE), Optional.empty(), Path.of(FILE + ".spool"), Retention.DEFAULT);

    /** A server, by a URL as platforms hand them out: {@code postgresql://user:password@host:5432/database?sslmode=require}. */
    public record Postgresql(Secret url) {
        static Postgresql read(Fields in) {
            return new Postgresql(in.secret("url"));
        }
    }

    /** Reads {@code path}, {@code postgresql}, {@code spool} and {@code retention}; paths are relative to the file that says them. */
    public static LedgerConfig read(Fields in) {
        Path file = in.optionalPath("path").orElse(DEFAULT.sqlite());
        Path beside = file.resolveSibling(file.getFileName() + ".spool");
        return new LedgerConfig(
                file,
                in.optional("postgresql", Postgresql::read),
                in.optionalPath("spool").orElse(beside),
                in.optional("retention", Retention::read).orElse(Retention.DEFAULT));
    }
}
