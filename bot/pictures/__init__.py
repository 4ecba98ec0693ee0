"""Pictures from strangers, whichever channel brings them: judged, written anew, kept on disk."""
