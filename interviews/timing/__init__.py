"""When people can, and when sessions are held. Pure: spans of UTC time in, spans and sentences out."""
