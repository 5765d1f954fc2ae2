"""What letters about interviews say, and their calendar entries. Pure: facts in, words and iCalendar out."""
