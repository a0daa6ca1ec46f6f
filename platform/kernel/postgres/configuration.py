"""The server's two configuration files, written anew at every start so that an upgrade changes them."""

from pathlib import Path

_SETTINGS = {
    "listen_addresses": "''",  # a socket only: nothing on the network can knock
    "port": "5432",
    "unix_socket_permissions": "0700",
    "max_connections": "60",
    "max_locks_per_transaction": "1024",  # a dump or a migration touches every government's tables in one transaction
    "shared_buffers": "'256MB'",
    "wal_compression": "on",
    "max_wal_size": "'2GB'",
    "jit": "off",
    "timezone": "'UTC'",
    "log_timezone": "'UTC'",
    "datestyle": "'iso, ymd'",
    "lc_messages": "'C'",
    "default_text_search_config": "'pg_catalog.simple'",
    "password_encryption": "'scram-sha-256'",
    "log_min_duration_statement": "2000",
    "log_checkpoints": "off",
    "log_line_prefix": "'%m [%p] %u '",
}
#: Test data are thrown away after every crash, so nothing waits for the disk.
_FOR_TESTS = {
    "fsync": "off",
    "full_page_writes": "off",
    "synchronous_commit": "off",
    "autovacuum": "off",
    "max_wal_size": "'512MB'",
}
#: After a crash one call for the whole file system, not one for each of the forty thousand files of 116 governments.
_ON_LINUX = {"recovery_init_sync_method": "syncfs"}
_ACCESS = "local all all scram-sha-256\n"


def configure(data: Path, *, socket_directory: Path, for_tests: bool, linux: bool) -> None:
    """Write settings and access rules in place, keeping owner and mode of the files that initdb made."""
    quoted = str(socket_directory).replace("'", "''")
    settings = _SETTINGS | {"unix_socket_directories": f"'{quoted}'"} | (_FOR_TESTS if for_tests else {})
    settings |= _ON_LINUX if linux else {}
    lines = [f"{name} = {value}\n" for name, value in settings.items()]
    (data / "postgresql.conf").write_text("# Written at every start.\n" + "".join(lines))
    (data / "pg_hba.conf").write_text("# Written at every start.\n" + _ACCESS)


def initdb_options(*, major: int, linux: bool) -> list[str]:
    """UTF-8 with the builtin C.UTF-8 rules: the same order everywhere, and no ICU.

    LC_CTYPE stays C.UTF-8 and not C, under which Chinese characters would not count as letters.
    """
    encoding = ["-E", "UTF8", "--data-checksums", "--auth=scram-sha-256", "--no-instructions"]
    if major < 17:
        return [*encoding, "--locale=C.UTF-8"]
    ctype = "C.UTF-8" if linux else "C"
    provider = ["--locale-provider=builtin", "--builtin-locale=C.UTF-8", "--locale=C", f"--lc-ctype={ctype}"]
    return [*encoding, *provider]
