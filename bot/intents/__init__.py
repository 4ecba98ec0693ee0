"""From words to meaning: normaliser, lexicon, matcher. Pure, no network, explains itself."""
