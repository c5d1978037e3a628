# SPDX-License-Identifier: Apache-2.0
"""A real PostgreSQL that is away, old, careless or not ours: a sentence each, and never a password."""

from __future__ import annotations

import json
import shutil
import socket
import subprocess
import sys
import threading
from collections.abc import Callable, Iterator
from contextlib import closing
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat
from cryptography.x509.oid import NameOID
from psycopg import sql
from sqlalchemy import Connection, make_url, text, update
from sqlalchemy.exc import DBAPIError

from sync.central import postgresql, tables
from sync.central.database import open_database, reading, write, writing
from sync.central.errors import OperatorError
from sync.central.postgresql import make_engine
from sync.central.service import Central
from tests.postgresql import Cluster
from tests.sync.central.conftest import QuietCentre
from tests.sync.conftest import RunningCentre
from tests.sync.laptop import ListLaptop, join

ON_POSTGRESQL = pytest.mark.parametrize("engine_name", ["postgresql"], indirect=True)
SECRET = "a-canary-of-a-password"


def refusal(address: str) -> str:
    """What the operator reads."""
    with pytest.raises(OperatorError) as refused:
        open_database(address)
    told = str(refused.value)
    assert "{" not in told
    assert SECRET not in told
    return told


@pytest.fixture
def passfile(cluster: Cluster, tmp_path: Path) -> Callable[[str], Path]:
    """A password file with this line in it."""

    def write(line: str) -> Path:
        path = tmp_path / "pgpass"
        path.touch(mode=0o600)
        path.write_text(line)
        return path

    return write


@pytest.mark.parametrize(
    "address",
    [
        "nonsense",
        "",
        "mysql://keepwell@localhost/keepwell",
        "postgres://keepwell@localhost/keepwell",
        "postgresql+pg8000://keepwell@localhost/keepwell",
        "postgresql://keepwell@localhost:port/keepwell",
    ],
)
def test_what_is_no_address_is_told_what_one_looks_like(address: str) -> None:
    assert "It looks like postgresql://user@host/database" in refusal(address)


@pytest.mark.parametrize(
    "address",
    [
        f"postgresql://keepwell:{SECRET}@localhost/keepwell",
        f"postgresql://keepwell@localhost/keepwell?password={SECRET}",
    ],
)
def test_a_password_in_the_address_is_refused_before_anything_else(address: str) -> None:
    assert "holds a password" in refusal(address)


def test_a_password_that_is_wrong_or_missing_is_two_different_sentences(
    cluster: Cluster, passfile: Callable[[str], Path]
) -> None:
    at = f"postgresql://keepwell@127.0.0.1:{cluster.port}/postgres?passfile="
    wrong = passfile(f"127.0.0.1:{cluster.port}:*:keepwell:{SECRET}\n")
    assert "does not accept this user" in refusal(f"{at}{wrong}")
    assert "no password file has one" in refusal(f"{at}{passfile('')}")
    assert SECRET not in "".join(cluster.log)


def test_a_server_that_is_away_or_nowhere_is_told_from_one_without_our_database(cluster: Cluster) -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))  # and never listens
        port = taken.getsockname()[1]
        told = refusal(f"postgresql://keepwell@127.0.0.1:{port}/keepwell")
    assert f"No database answers at 127.0.0.1:{port}/keepwell." in told
    assert "No database answers at db.invalid" in refusal("postgresql://keepwell@db.invalid/keepwell")
    assert "There is no database of that name" in refusal(cluster.address("nowhere"))
    assert "does not know" in refusal(cluster.address("postgres") + "&weather=fine")


def test_nobody_is_spoken_to_elsewhere_without_a_certificate(cluster: Cluster) -> None:
    elsewhere = f"postgresql://keepwell@db.example:{cluster.port}/postgres?hostaddr=127.0.0.1"
    assert "There is no safe connection to db.example" in refusal(elsewhere)


@pytest.fixture
def certificate(cluster: Cluster, tmp_path: Path) -> Iterator[Path]:
    """The server speaks TLS and is db.example; this is what to trust it by."""
    data = cluster.folder / "cluster"
    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "db.example")])
    now = datetime.now(UTC)
    made = (
        x509.CertificateBuilder(name, name, key.public_key(), x509.random_serial_number())
        .not_valid_before(now - timedelta(days=1))
        .not_valid_after(now + timedelta(days=1))
        .add_extension(x509.SubjectAlternativeName([x509.DNSName("db.example")]), critical=False)
        .add_extension(x509.BasicConstraints(ca=True, path_length=None), critical=True)
        .sign(key, hashes.SHA256())
    )
    (data / "server.crt").write_bytes(made.public_bytes(Encoding.PEM))
    (data / "server.key").touch(mode=0o600)
    (data / "server.key").write_bytes(key.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption()))
    for path in (data / "server.crt", data / "server.key"):
        shutil.chown(path, data.stat().st_uid, data.stat().st_gid)
    cluster.set("ssl", "on")
    trusted = tmp_path / "trusted.crt"
    trusted.write_bytes(made.public_bytes(Encoding.PEM))
    yield trusted
    cluster.set("ssl", "off")


def test_a_server_elsewhere_is_spoken_to_when_its_certificate_is_trusted(
    cluster: Cluster, certificate: Path
) -> None:
    name = make_url(cluster.database()).database
    rest = f":{cluster.port}/{name}?hostaddr=127.0.0.1&passfile={cluster.passfile_for('db.example')}"
    engine = open_database(f"postgresql://keepwell@db.example{rest}&sslrootcert={certificate}")
    with reading(engine) as connection:
        query = text("SELECT ssl FROM pg_stat_ssl WHERE pid = pg_backend_pid()")
        assert connection.execute(query).scalar_one() is True
    engine.dispose()
    for address in (
        f"postgresql://keepwell@db.example{rest}",  # trusted by nobody we know
        f"postgresql://keepwell@other.example{rest}&sslrootcert={certificate}",
    ):
        assert "There is no safe connection" in refusal(address)


@pytest.mark.parametrize(
    ("address", "here"),
    [
        ("postgresql:///keepwell", True),
        ("postgresql://localhost/keepwell", True),
        ("postgresql://[::1]:5433/keepwell", True),
        ("postgresql://127.0.0.9/keepwell", True),
        ("postgresql:///keepwell?host=/run/postgresql", True),
        ("postgresql://10.0.0.1/keepwell", False),
        ("postgresql://localhost,db.example/keepwell", False),
        ("postgresql:///keepwell?host=localhost&host=db.example:5433", False),
        ("postgresql:///keepwell?hostaddr=10.0.0.1", False),
        ("postgresql:///keepwell?service=elsewhere", False),
    ],
)
def test_what_counts_as_this_machine(address: str, here: bool) -> None:
    assert postgresql._is_here(make_url(address)) is here


@pytest.mark.parametrize("name", ["PGHOST", "PGHOSTADDR", "PGSERVICE"])
def test_an_address_that_the_surroundings_choose_is_not_taken_for_this_machine(
    monkeypatch: pytest.MonkeyPatch, name: str
) -> None:
    monkeypatch.setenv(name, "elsewhere")
    assert postgresql._is_here(make_url("postgresql:///keepwell")) is False


def test_a_server_too_old_is_named_with_what_is_needed(
    cluster: Cluster, monkeypatch: pytest.MonkeyPatch
) -> None:
    (version,) = cluster.run("SHOW server_version")[0]
    monkeypatch.setattr(postgresql, "OLDEST_SERVER", 99)
    told = refusal(cluster.database())
    assert told == f"This server is PostgreSQL {version}. The centre needs 99 or newer."


def test_a_database_that_cannot_keep_every_letter_is_refused(cluster: Cluster) -> None:
    cluster.run("CREATE DATABASE western ENCODING 'LATIN1' TEMPLATE template0")
    assert "not in UTF-8" in refusal(cluster.address("western"))


@pytest.fixture
def careless(cluster: Cluster) -> Iterator[Cluster]:
    """A server that does not wait for its disk."""
    cluster.set("fsync", "off")
    yield cluster
    cluster.set("fsync", "on")


def test_a_server_that_does_not_wait_for_its_disk_is_refused(careless: Cluster) -> None:
    assert "fsync is off" in refusal(careless.database())


@ON_POSTGRESQL
def test_an_acknowledged_push_is_on_the_disk_whatever_the_database_was_told(
    database: str, cluster: Cluster
) -> None:
    name = sql.Identifier(make_url(database).database or "")
    cluster.run(sql.SQL("ALTER DATABASE {} SET synchronous_commit = off").format(name))
    cluster.run(sql.SQL("ALTER DATABASE {} SET default_transaction_isolation = serializable").format(name))
    engine = open_database(database)
    with writing(engine) as connection:
        shown = [
            connection.execute(text(f"SHOW {one}")).scalar_one()
            for one in ("synchronous_commit", "transaction_isolation", "lock_timeout")
        ]
    assert shown == ["on", "read committed", "30s"]
    with reading(engine) as connection:
        assert connection.execute(text("SHOW transaction_isolation")).scalar_one() == "repeatable read"
        assert connection.execute(text("SHOW transaction_read_only")).scalar_one() == "on"
    engine.dispose()


@ON_POSTGRESQL
def test_a_copy_that_takes_no_writes_is_refused(database: str, cluster: Cluster) -> None:
    name = sql.Identifier(make_url(database).database or "")
    cluster.run(sql.SQL("ALTER DATABASE {} SET default_transaction_read_only = on").format(name))
    assert "is read-only" in refusal(database)


@ON_POSTGRESQL
def test_a_user_who_may_not_make_tables_is_told_so(
    database: str, cluster: Cluster, passfile: Callable[[str], Path]
) -> None:
    cluster.run("DROP ROLE IF EXISTS guest")
    cluster.run(sql.SQL("CREATE ROLE guest LOGIN PASSWORD {}").format(sql.Literal(SECRET)))
    path = passfile(f"127.0.0.1:{cluster.port}:*:guest:{SECRET}\n")
    name = make_url(database).database
    told = refusal(f"postgresql://guest@127.0.0.1:{cluster.port}/{name}?passfile={path}")
    assert "may not make tables" in told


@ON_POSTGRESQL
def test_whoever_waits_too_long_for_another_centre_is_told_to_come_again(
    database: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(postgresql, "_SESSION", "SET lock_timeout = '20ms'")
    engine = make_engine(make_url(database))
    with writing(engine) as connection:
        postgresql.hold_the_door(connection)
        assert "Another centre is busy" in refusal(database)
    engine.dispose()


@ON_POSTGRESQL
def test_a_centre_that_hangs_in_the_middle_of_a_write_does_not_keep_the_counter(
    quiet: QuietCentre, database: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    sam = quiet.laptop()
    sam.write("Walking helps.")
    monkeypatch.setattr(postgresql, "_SESSION", "SET idle_in_transaction_session_timeout = '200ms'")
    engine = make_engine(make_url(database))
    with pytest.raises(DBAPIError), writing(engine) as hanging:
        hanging.execute(text("UPDATE centre SET seq = seq + 100"))
        assert quiet.push(sam).transactions[0].seq == 1
    engine.dispose()


@ON_POSTGRESQL
def test_two_writers_that_wait_for_each_other_both_come_through(quiet: QuietCentre) -> None:
    sam, ana = quiet.laptop("Sam Okafor"), quiet.laptop("Ana Reyes")
    together, tries = threading.Barrier(2), []

    def mark(*laptops: ListLaptop) -> None:
        begun = threading.Event()

        def job(connection: Connection) -> None:
            tries.append(1)
            for laptop in laptops:
                query = update(tables.replicas).where(
                    tables.replicas.c.device_id == laptop.enrolment.device_id
                )
                connection.execute(query.values(durable_number=tables.replicas.c.durable_number + 1))
                if not begun.is_set():
                    begun.set()
                    together.wait(30)

        write(quiet.central.engine, job)

    threads = [threading.Thread(target=mark, args=one) for one in ((sam, ana), (ana, sam))]
    for one in threads:
        one.start()
    for one in threads:
        one.join(60)
    assert len(tries) == 3  # one of them was undone, and came again
    assert [quiet.replica(one).durable_number for one in (sam, ana)] == [2, 2]


def test_without_a_driver_for_this_machine_it_is_said(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(postgresql, "find_spec", lambda _name: None)
    assert "driver for PostgreSQL is not installed" in refusal("postgresql://keepwell@localhost/keepwell")


@ON_POSTGRESQL
def test_when_the_database_goes_away_laptops_wait_and_come_again(
    centre: RunningCentre, cluster: Cluster
) -> None:
    sam = centre.laptop()
    sam.write("Walking helps.")
    name = str(centre.central.engine.url.database)
    allow = sql.SQL("ALTER DATABASE {} ALLOW_CONNECTIONS {}")
    end = sql.SQL("SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = {}")
    cluster.run(allow.format(sql.Identifier(name), sql.SQL("false")))
    cluster.run(end.format(sql.Literal(name)))
    report = sam.sync(centre.url)
    assert (report.stopped, report.still_waiting) == ("central_error", 1)
    cluster.run(allow.format(sql.Identifier(name), sql.SQL("true")))
    report = sam.sync(centre.url)
    assert (report.stopped, report.still_waiting) == (None, 0)
    # Connections in the pool that died meanwhile are noticed before they are used.
    cluster.run(end.format(sql.Literal(name)))
    assert sam.sync(centre.url).stopped is None


@ON_POSTGRESQL
def test_a_centre_in_trouble_says_so_without_a_name_a_word_or_a_password(
    database: str,
    cluster: Cluster,
    tmp_path: Path,
    start_centre: Callable[..., tuple[subprocess.Popen[str], str]],
) -> None:
    folder = tmp_path / "centre"
    before = len(cluster.log)  # one server for every test: what others made it say is theirs
    with closing(Central(folder, "Northfield", database)) as central:
        code = central.people.issue_code("Sam Okafor", "peer")
        process, url = start_centre(folder, "--until-stdin-closes", "--database", database)
        sam = join(url, code)
        sam.write("a-canary-of-words")
        with writing(central.engine) as connection:
            connection.execute(text("ALTER TABLE operations RENAME TO away"))
        assert sam.sync(url).stopped == "central_error"
    if sys.platform == "linux":
        for name in ("cmdline", "environ"):
            assert cluster.password.encode() not in Path(f"/proc/{process.pid}/{name}").read_bytes()
    out, errors = process.communicate(timeout=30)
    assert errors.splitlines() == [
        f"The database at 127.0.0.1:{cluster.port}/{make_url(database).database} would not do it"
        " (code 42P01). Its own log says why."
    ]
    assert out == ""
    for said in (errors, "".join(cluster.log[before:])):
        assert not any(one in said for one in ("Sam Okafor", "canary", cluster.password))


def test_the_program_answers_a_bad_address_with_one_sentence(tmp_path: Path) -> None:
    command = [sys.executable, "-m", "sync.central", "show", "--folder", str(tmp_path), "--database"]
    address = f"postgresql://keepwell:{SECRET}@localhost/keepwell"
    done = subprocess.run([*command, address], capture_output=True, text=True, timeout=60, check=False)
    assert (done.returncode, done.stdout, len(done.stderr.splitlines())) == (2, "", 1)
    assert SECRET not in done.stderr
    assert "Traceback" not in json.dumps(done.stderr)
