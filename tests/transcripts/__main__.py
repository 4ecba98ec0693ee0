"""`python -m tests.transcripts` writes every talk as it comes out now; read the difference."""

import asyncio

from bot.intents.lexicon import load_lexicon
from tests.transcripts.playing import TALKS, played


async def record() -> None:
    lexicon = load_lexicon()
    for file in TALKS:
        file.write_text(await played(file, lexicon), encoding="utf-8")


if __name__ == "__main__":
    asyncio.run(record())
