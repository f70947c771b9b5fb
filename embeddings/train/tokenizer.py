"""The bilingual WordPiece vocabulary: lower-cased, umlauts and ß kept."""

from collections.abc import Iterable
from pathlib import Path

from rich.progress import track
from tokenizers import Regex, Tokenizer, decoders, normalizers, pre_tokenizers
from tokenizers.models import WordPiece
from tokenizers.trainers import WordPieceTrainer

VOCABULARY_SIZE = 40_000
UNKNOWN = "[UNK]"
SPECIAL_TOKENS = ("[PAD]", UNKNOWN, "[CLS]", "[SEP]", "[MASK]")
MINIMUM_FREQUENCY = 2
ALPHABET_SIZE = 160  # beyond it lie characters with fewer than five sightings
PICTOGRAPHS = r"[\p{So}\x{1F3FB}-\x{1F3FF}\x{FE0F}\x{200D}]"


def train_tokenizer(texts: Iterable[str], *, size: int = VOCABULARY_SIZE) -> Tokenizer:
    """Return a tokenizer of at most `size` entries, [CLS] and [SEP] among them unused here.

    Emoji are read as spaces: the training text has too few to learn them, and a word they stick
    to must stay known.
    """
    tokenizer = Tokenizer(WordPiece(unk_token=UNKNOWN))
    tokenizer.normalizer = normalizers.Sequence(
        [
            normalizers.NFC(),
            normalizers.Replace(Regex(PICTOGRAPHS), " "),
            normalizers.BertNormalizer(lowercase=True, strip_accents=False),
        ]
    )
    tokenizer.pre_tokenizer = pre_tokenizers.BertPreTokenizer()
    tokenizer.decoder = decoders.WordPiece()
    trainer = WordPieceTrainer(
        vocab_size=size,
        min_frequency=MINIMUM_FREQUENCY,
        special_tokens=list(SPECIAL_TOKENS),
        limit_alphabet=ALPHABET_SIZE,
        show_progress=False,
    )
    tokenizer.train_from_iterator(track(texts, description="Vocabulary"), trainer=trainer)
    return tokenizer


def cached_tokenizer(path: Path, texts: Iterable[str]) -> Tokenizer:
    """Return the tokenizer kept at `path`, trained and written there if it is missing."""
    if not path.exists():
        train_tokenizer(texts).save(str(path))
    return Tokenizer.from_file(str(path))
