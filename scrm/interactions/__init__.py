"""What happened between the owner and people: calls, mails, meetings, chats, and what was said."""
