"""What may come in, what is handed on, what is shown: the contracts between the rooms."""
