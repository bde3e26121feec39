"""Tools around Frontdesk: setting up, checking, building. The product imports nothing from here."""
