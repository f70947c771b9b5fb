"""The merged vocabulary: the teacher's English word pieces, and German ones beside them."""

import json
import re
from collections import Counter
from collections.abc import Iterable, Sequence

from rich.progress import track
from tokenizers import Regex, Tokenizer, decoders, normalizers, pre_tokenizers, processors
from tokenizers.models import WordPiece

from embeddings.train.tokenizer import PICTOGRAPHS, SPECIAL_TOKENS, UNKNOWN

VOCABULARY_SIZE = 41_000
RARELY_SEEN = 2
ORDINARY = 8_000  # the teacher's pieces are ordered by frequency: these are kept, seen or not
TEXTS_PER_BATCH = 8_192
ACCENTS = r"(?<![aou])\x{308}|[\x{300}-\x{307}\x{309}-\x{36F}]"
LATIN = re.compile(r"(##)?[\x21-\x7eäöüß]+|(##)?[€£§°–—‘’“”„…·•«»]")
CLASSIFY, SEPARATE = "[CLS]", "[SEP]"


def merged_tokenizer(
    teacher: Tokenizer, static: Tokenizer, english: Sequence[str], german: Sequence[str]
) -> Tokenizer:
    """Return a tokenizer that reads English as the teacher does and German in German pieces.

    Kept of the teacher's pieces: Latin ones that are frequent in general or seen in the English
    texts. The rest is filled with the static model's pieces, the most frequent in the German
    texts first.
    """
    kept = _teacher_pieces(teacher, english)
    candidates = [piece for piece in static.get_vocab() if LATIN.fullmatch(piece)]
    everything = list(dict.fromkeys([*kept, *sorted(candidates)]))
    counts = piece_counts(build_tokenizer(everything), german)
    present = set(kept)
    added = sorted((p for p in everything if p not in present), key=lambda p: (-counts[p], p))
    return build_tokenizer([*kept, *added[: VOCABULARY_SIZE - len(kept)]])


def build_tokenizer(pieces: Sequence[str]) -> Tokenizer:
    """Return a WordPiece tokenizer: lower-cased, ä ö ü ß kept, every other accent dropped."""
    vocabulary = {piece: number for number, piece in enumerate(pieces)}
    tokenizer = Tokenizer(WordPiece(vocabulary, unk_token=UNKNOWN))
    tokenizer.normalizer = normalizers.Sequence(
        [
            normalizers.Replace(Regex(PICTOGRAPHS), " "),
            normalizers.BertNormalizer(lowercase=True, strip_accents=False),
            normalizers.NFD(),
            normalizers.Replace(Regex(ACCENTS), ""),
            normalizers.NFC(),
        ]
    )
    tokenizer.pre_tokenizer = pre_tokenizers.BertPreTokenizer()
    tokenizer.decoder = decoders.WordPiece()
    tokenizer.add_special_tokens(list(SPECIAL_TOKENS))
    ends = [(name, vocabulary[name]) for name in (CLASSIFY, SEPARATE)]
    tokenizer.post_processor = processors.TemplateProcessing(
        single=f"{CLASSIFY} $A {SEPARATE}", special_tokens=ends
    )
    return tokenizer


def piece_counts(tokenizer: Tokenizer, texts: Iterable[str]) -> Counter[str]:
    """Return how often each piece occurs in the texts."""
    waiting = list(texts)
    counts: Counter[int] = Counter()
    for start in track(range(0, len(waiting), TEXTS_PER_BATCH), description="Pieces"):
        batch = waiting[start : start + TEXTS_PER_BATCH]
        for encoding in tokenizer.encode_batch_fast(batch, add_special_tokens=False):
            counts.update(encoding.ids)
    names = {number: piece for piece, number in tokenizer.get_vocab().items()}
    return Counter({names[number]: count for number, count in counts.items()})


def _teacher_pieces(teacher: Tokenizer, english: Sequence[str]) -> list[str]:
    ranked = sorted(teacher.get_vocab().items(), key=lambda entry: entry[1])
    latin = [(piece, number) for piece, number in ranked if LATIN.fullmatch(piece)]
    latin = [(piece, number) for piece, number in latin if not piece.startswith("[unused")]
    pieces = [piece for piece, _ in latin if piece not in SPECIAL_TOKENS]
    seen = piece_counts(build_tokenizer([*SPECIAL_TOKENS, *pieces]), english)
    kept = [
        piece
        for piece, number in latin
        if piece not in SPECIAL_TOKENS
        and (len(piece.removeprefix("##")) == 1 or number < ORDINARY or seen[piece] > RARELY_SEEN)
    ]
    return [*SPECIAL_TOKENS, *kept]


def teacher_ids(teacher: Tokenizer, tokenizer: Tokenizer) -> dict[int, int]:
    """Return for each id of the merged vocabulary that the teacher knows its id there."""
    known = teacher.get_vocab()
    return {n: known[piece] for piece, n in tokenizer.get_vocab().items() if piece in known}


def plain_copy(tokenizer: Tokenizer) -> Tokenizer:
    """Return a copy without padding and truncation."""
    copy = Tokenizer.from_str(json.dumps(json.loads(tokenizer.to_str())))
    copy.no_padding()
    copy.no_truncation()
    return copy
