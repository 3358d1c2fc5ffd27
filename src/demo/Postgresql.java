import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * A PostgreSQL server for {@code tocsin demo --ledger postgresql}, on loopback and in a directory that is gone afterwards. Says its URL
 * on one line and runs until its input ends. Run from its source by the launcher, which brings the libraries: nothing of it is in
 * the product.
 */
final class Postgresql {
    private Postgresql() {}

    public static void main(String[] args) throws IOException {
        Path data = Files.createTempDirectory("tocsin-demo-postgresql-");
        try (EmbeddedPostgres server =
                EmbeddedPostgres.builder().setDataDirectory(data).start()) {
            System.out.println("postgresql://postgres:any@127.0.0.1:" + server.getPort() + "/postgres");
            while (System.in.read() >= 0) {
                // Nobody says anything; the end of input is what is waited for.
            }
        }
    }
}
