package dev.packledger.ledger.postgres;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * What the embedded server is told. Both files are written anew at every start; an operator's own
 * settings go into {@code custom.conf} beside them, which is read first, so that durability cannot
 * be relaxed there.
 */
final class ClusterSettings {
  private ClusterSettings() {}

  static void write(Path cluster, int port, Path logs) throws IOException {
    Files.writeString(cluster.resolve("postgresql.conf"), settings(port, logs));
    Files.writeString(
        cluster.resolve("pg_hba.conf"),
        """
        # Written at every start. Nobody comes in without the password.
        host all         all 127.0.0.1/32 scram-sha-256
        host replication all 127.0.0.1/32 scram-sha-256
        """);
  }

  private static String settings(int port, Path logs) {
    return """
    # Written at every start.
    include_if_exists = 'custom.conf'

    # Never relaxed: an acknowledged event is on the disk.
    fsync = on
    synchronous_commit = on
    full_page_writes = on

    # Only this machine, only with the password.
    listen_addresses = '127.0.0.1'
    port = %d
    unix_socket_directories = ''
    password_encryption = 'scram-sha-256'
    ssl = off

    # A week of logs, a file a day.
    logging_collector = on
    log_directory = '%s'
    log_filename = 'postgresql-%%a.log'
    log_rotation_age = '1d'
    log_rotation_size = 0
    log_truncate_on_rotation = on
    log_parameter_max_length_on_error = 0

    timezone = 'UTC'
    log_timezone = 'UTC'
    max_connections = 200
    shared_buffers = '256MB'
    max_wal_size = '2GB'
    jit = off
    """
        .formatted(port, logs.toString().replace("'", "''"));
  }
}
