"""Contact notes as their reviewer reads them: the queue, the decision, comments, coaching."""
