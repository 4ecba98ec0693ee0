"""The one tokenizer of the process: where words end, and whether something is a word at all.

The dictionary takes about a second and 80 MB; it is loaded on first use, and `warm` lets a server
do that off its event loop. Its cache lies in a directory of this process alone, since it is read
back with marshal and whoever can write it can run code.
"""

import logging
import tempfile
from functools import cache

import jieba

_AT_LEAST = 3


@cache
def _tokenizer() -> jieba.Tokenizer:
    jieba.setLogLevel(logging.WARNING)
    tokenizer = jieba.Tokenizer()
    with tempfile.TemporaryDirectory(prefix="words-") as private:
        tokenizer.tmp_dir = private
        tokenizer.initialize()
    return tokenizer


def warm() -> None:
    """Load the dictionary now; call it from a thread."""
    _tokenizer()


def is_word(text: str) -> bool:
    frequency: int = _tokenizer().FREQ.get(text, 0)
    return frequency >= _AT_LEAST


def boundaries(plain: str) -> frozenset[int]:
    """The places at which a word begins or ends."""
    return frozenset(end for _, start, end in _tokenizer().tokenize(plain, HMM=False)) | {0}
