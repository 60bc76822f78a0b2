"""Two invented days of programme: rooms, speakers, sessions."""
