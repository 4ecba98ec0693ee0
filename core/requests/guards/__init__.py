"""What must be so before a move, with the sentence that is said when it is not."""
