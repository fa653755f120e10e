"""Reading: bytes of a file -> sheets of text with the sender's row numbers, and the contract that each fits."""
