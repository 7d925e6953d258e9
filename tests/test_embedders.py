"""The shipped embedders: a model's folder run here, and an endpoint on this very machine and nowhere else."""

import json
import socket
import subprocess
import sys
import time

import numpy as np
import pytest
from loopback import as_asked, serving
from sentence_model import make

from utlatande import embedders, settings
from utlatande.embedders.endpoint import Endpoint
from utlatande.embedders.onnx import OnnxModel
from utlatande.errors import EmbedderError, SettingsError

ELSEWHERE = [
    "http://example.com",
    "http://10.0.0.1:8080",
    "http://192.168.0.10",
    "http://0.0.0.0:8080",
    "http://[::]:8080",
    "http://128.0.0.1",
    "http://169.254.169.254/latest",
    "http://127.0.0.1.example.com",
    "http://127.0.0.1@example.com",
    "http://user:pass@127.0.0.1:8080",
    "http://localhost.example.com",
    "http://example.com#127.0.0.1",
    "http://example.com/?http://127.0.0.1",
    "http://2130706433",
    "http://0x7f.0.0.1",
    "http://127.1",
    "http://127.0.0.01",
    "http://[::ffff:127.0.0.1]:80",
    "http://[::1%eth0]:80",
    "http://[fe80::1]",
    "https://127.0.0.1",
    "file:///etc/passwd",
    "ftp://127.0.0.1",
    "//127.0.0.1",
    "127.0.0.1:8080",
    "http://",
    "http://127.0.0.1:99999",
    "http://127.0.0.1:port",
    "http://127.0.0.1\r\nHost: example.com",
    "http://127.0.0.1 /",
    "http://localhöst",
    "http://①②⑦.0.0.1",
    "",
]


@pytest.mark.parametrize("url", ELSEWHERE)
def test_an_address_that_is_not_on_this_machine_is_refused_in_one_swedish_line(url):
    with pytest.raises(SettingsError, match="inte på den här datorn") as caught:
        Endpoint(url)
    assert "127.0.0.1" in str(caught.value)


@pytest.mark.parametrize(
    "url", ["http://127.0.0.1", "http://127.8.9.1:8080/v1", "http://[::1]:9", "http://localhost:8"]
)
def test_an_address_on_this_machine_is_taken_and_nothing_is_said_to_it_yet(url):
    assert not Endpoint(url).private


def test_an_endpoint_gives_a_vector_for_each_text_in_their_order():
    with serving() as server:
        vectors = Endpoint(server.url, "modell")(["klotter", "bad", "buss"])
    assert np.argmax(vectors, axis=1).tolist() == [0, 1, 2]
    assert server.paths == ["/v1/embeddings"]
    assert server.requests[0]["model"] == "modell"
    assert "Authorization" not in server.headers[0]


def test_many_texts_are_sent_a_few_at_a_time_and_long_ones_are_cut():
    with serving() as server:
        vectors = Endpoint(server.url)(["buss"] * 70 + ["x" * 100_000])
    assert len(vectors) == 71
    assert len(server.requests) > 2
    assert max(map(len, server.texts)) < 10_000


@pytest.mark.parametrize(("given", "path"), [("/v1/", "/v1/embeddings"), ("/api/embeddings", "/api/embeddings")])
def test_the_path_may_be_the_interface_or_its_base(given, path):
    with serving() as server:
        Endpoint(server.url + given)(["buss"])
    assert server.paths == [path]


def test_localhost_is_taken_where_it_means_this_machine_and_refused_where_it_does_not(monkeypatch):
    with serving() as server:
        assert len(Endpoint(f"http://localhost:{server.port}")(["buss"])) == 1
        elsewhere = [
            (socket.AF_INET, socket.SOCK_STREAM, 6, "", (address, 80)) for address in ("127.0.0.1", "10.0.0.1")
        ]
        monkeypatch.setattr(socket, "getaddrinfo", lambda *_, **__: elsewhere)
        with pytest.raises(SettingsError, match="inte på den här datorn"):
            Endpoint(f"http://localhost:{server.port}")(["buss"])
    assert len(server.requests) == 1


def test_no_proxy_is_asked(monkeypatch):
    with serving() as proxy, serving() as server:
        for name in ("http_proxy", "HTTP_PROXY", "all_proxy", "ALL_PROXY"):
            monkeypatch.setenv(name, proxy.url)
        Endpoint(server.url)(["buss"])
    assert not proxy.requests
    assert len(server.requests) == 1


@pytest.mark.parametrize("status", [301, 302, 303, 307, 308])
def test_a_redirect_is_not_followed_not_even_on_this_machine(status):
    with (
        serving() as other,
        serving(status=status, location=other.url + "/v1/embeddings") as server,
        pytest.raises(EmbedderError, match="omdirigering"),
    ):
        Endpoint(server.url)(["buss"])
    assert not other.requests


@pytest.mark.parametrize(
    "answer",
    [
        b"",
        b"inte json",
        b"[]",
        b"{}",
        b'{"data": {}}',
        b'{"data": []}',
        b'{"data": [{"index": 0, "embedding": [1, 2]}, {"index": 0, "embedding": [1, 2]}]}',
        b'{"data": [{"index": 1, "embedding": [1, 2]}]}',
        b'{"data": [{"index": 0}]}',
        b'{"data": [{"index": 0, "embedding": "AAAA"}]}',
        b'{"data": [{"index": 0, "embedding": [[1], [2]]}]}',
        b'{"data": [{"index": 0, "embedding": null}]}',
        b'{"data": [7]}',
        b"[" * 200_000,
        b"\xff\xfe\x00",
    ],
)
def test_an_answer_that_is_no_vectors_is_told(answer):
    with serving(answer) as server, pytest.raises(EmbedderError, match="vektorer"):
        Endpoint(server.url)(["buss"])


@pytest.mark.parametrize("status", [400, 404, 500, 503])
def test_an_error_of_the_endpoint_is_told(status):
    with serving(status=status) as server, pytest.raises(EmbedderError, match=str(status)):
        Endpoint(server.url)(["buss"])


def test_nobody_at_the_address_is_told():
    with serving() as server:
        pass
    with pytest.raises(EmbedderError, match="svarar inte: inget program lyssnar där"):
        Endpoint(server.url)(["buss"])


def test_an_answer_that_never_ends_or_comes_a_byte_at_a_time_is_cut_off():
    with serving(b" " * 1_000, drip=0.05) as server:
        began = time.monotonic()
        with pytest.raises(EmbedderError):
            Endpoint(server.url, timeout=0.5)(["buss"])
        assert time.monotonic() - began < 5


def test_an_answer_that_is_too_large_is_not_taken_in(monkeypatch):
    monkeypatch.setattr("utlatande.embedders.endpoint._LARGEST", 100_000)
    with serving(b" " * 200_000) as server, pytest.raises(EmbedderError, match="för mycket"):
        Endpoint(server.url)(["buss"])


# -- a model's folder --------------------------------------------------------------------------------------------------


@pytest.fixture
def model(tmp_path):
    return make(tmp_path / "liten-modell")


def test_a_model_gives_a_vector_of_length_one_for_each_text_whatever_stands_beside_it(model):
    embed = OnnxModel(model)
    alone = embed(["klotter på väggar"])
    together = embed(["buss " * 300, "klotter på väggar", "simhall"])
    assert np.allclose(together[1], alone[0], atol=1e-6)
    assert np.allclose(np.linalg.norm(together, axis=1), 1, atol=1e-5)
    assert together.argmax(axis=1).tolist() == [2, 0, 1]


def test_the_mean_leaves_out_the_padding(model):
    embed = OnnxModel(model)
    short = embed(["bad"])[0]
    assert np.allclose(embed(["bad", "buss buss buss buss"])[0], short, atol=1e-6)
    assert short[0] == pytest.approx(0, abs=1e-6)


def test_the_first_token_stands_for_the_text_where_the_folder_says_so(tmp_path):
    config = {"1_Pooling/config.json": {"pooling_mode_cls_token": True, "pooling_mode_mean_tokens": False}}
    embed = OnnxModel(make(tmp_path / "m", configs=config))
    assert embed(["bad buss buss buss"])[0].argmax() == 1


def test_a_text_is_cut_to_as_many_tokens_as_the_model_takes(tmp_path):
    embed = OnnxModel(make(tmp_path / "m", configs={"sentence_bert_config.json": {"max_seq_length": 2}}))
    assert np.allclose(embed(["bad bad buss buss"]), embed(["bad bad"]), atol=1e-6)


def test_what_a_model_wants_before_a_question_and_a_passage_is_put_there(tmp_path):
    prompts = {
        "config_sentence_transformers.json": {"prompts": {"query": "buss buss buss ", "passage": "bad bad bad "}}
    }
    embed = OnnxModel(make(tmp_path / "m", configs=prompts))
    assert embed(["klotter"])[0].argmax() == 1
    assert embed.questions(["klotter"])[0].argmax() == 2


@pytest.mark.parametrize(
    "configs",
    [
        {"1_Pooling/config.json": {"pooling_mode_max_tokens": True}},
        {"1_Pooling/config.json": {"pooling_mode_mean_tokens": True, "pooling_mode_cls_token": True}},
        {"modules.json": [{"type": "sentence_transformers.models.Dense"}]},
    ],
)
def test_a_way_of_pooling_that_we_do_not_know_is_refused(tmp_path, configs):
    with pytest.raises(SettingsError, match="stöds"):
        OnnxModel(make(tmp_path / "m", configs=configs))


@pytest.mark.parametrize("missing", ["model.onnx", "tokenizer.json"])
def test_a_folder_that_is_no_model_says_what_is_missing(model, missing):
    (model / missing).unlink()
    with pytest.raises(SettingsError, match=missing):
        OnnxModel(model)
    with pytest.raises(SettingsError, match="saknas"):
        OnnxModel(model / "finns inte")


@pytest.mark.parametrize("broken", ["model.onnx", "tokenizer.json"])
def test_a_broken_model_is_told_when_it_is_used_and_prints_nothing(model, broken, capfd):
    (model / broken).write_bytes(b"\xffinte en modell")
    with pytest.raises(EmbedderError, match="kan inte läsas"):
        OnnxModel(model)(["bad"])
    assert capfd.readouterr() == ("", "")


def test_another_model_under_the_same_name_has_another_name(tmp_path):
    one = OnnxModel(make(tmp_path / "a" / "modell")).name
    assert OnnxModel(make(tmp_path / "b" / "modell")).name == one
    assert OnnxModel(make(tmp_path / "c" / "modell", {"bad": (1, 1, 1, 1)})).name != one
    pooled = {"1_Pooling/config.json": {"pooling_mode_cls_token": True}}
    assert OnnxModel(make(tmp_path / "d" / "modell", configs=pooled)).name != one


IMPORTS = """
import os, sys, types
class Finder:
    def find_spec(self, name, path=None, target=None):
        if name == "onnxruntime":
            print("at import:", os.environ.get("ORT_DISABLE_TELEMETRY"))
        return None
sys.meta_path.insert(0, Finder())
from utlatande.embedders.onnx import OnnxModel
embed = OnnxModel(sys.argv[1])
print("before:", *{"onnxruntime", "tokenizers", "numpy"} & sys.modules.keys())
embed(["bad"])
"""


def test_telemetry_is_off_before_onnxruntime_is_imported_and_nothing_is_imported_before_it_is_used(model):
    done = subprocess.run(
        [sys.executable, "-c", IMPORTS, str(model)], capture_output=True, text=True, check=True, encoding="utf-8"
    )
    assert done.stdout.splitlines() == ["before:", "at import: 1"]


WITHOUT = """
import sys
sys.modules["onnxruntime"] = None
from utlatande.embedders.onnx import OnnxModel
from utlatande.errors import SettingsError
try:
    OnnxModel(sys.argv[1])(["bad"])
except SettingsError as error:
    print(error)
"""


def test_without_onnxruntime_it_is_said_what_to_install(model):
    done = subprocess.run(
        [sys.executable, "-X", "utf8", "-c", WITHOUT, str(model)],
        capture_output=True,
        text=True,
        check=True,
        encoding="utf-8",
    )
    assert "pip install 'utlatande[onnx]'" in done.stdout


# -- settings ----------------------------------------------------------------------------------------------------------


def test_settings_name_a_folder_beside_the_file_or_an_address(tmp_path, monkeypatch):
    monkeypatch.setenv("UTLATANDE_CONFIG", str(tmp_path / "inget"))
    make(tmp_path / "Modeller" / "min")
    file = tmp_path / settings.FILE
    file.write_text('[embeddings]\nmodel = "Modeller/min"\n', encoding="utf-8")
    chosen = embedders.chosen(settings.load(tmp_path).embeddings)
    assert isinstance(chosen, OnnxModel)
    assert chosen.folder == tmp_path / "Modeller" / "min"
    file.write_text('[embeddings]\nurl = "http://127.0.0.1:8080"\nmodel = "m"\n', encoding="utf-8")
    chosen = embedders.chosen(settings.load(tmp_path).embeddings)
    assert isinstance(chosen, Endpoint)
    assert chosen.model == "m"
    file.write_text("", encoding="utf-8")
    assert embedders.chosen(settings.load(tmp_path).embeddings) is None


@pytest.mark.parametrize("value", ['embeddings = "x"', "[embeddings]\nmodel = 1", '[embeddings]\nnyckel = "x"'])
def test_settings_of_another_sort_are_told(tmp_path, value):
    (tmp_path / settings.FILE).write_text(value, encoding="utf-8")
    with pytest.raises(SettingsError, match="embeddings"):
        settings.load(tmp_path)


def test_what_the_tests_serve_is_what_the_interface_says():
    answer = as_asked({"model": "m", "input": ["bad", "buss"]})
    assert json.loads(json.dumps(answer))["data"][0].keys() == {"object", "index", "embedding"}
