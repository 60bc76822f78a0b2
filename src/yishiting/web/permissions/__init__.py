"""Who may do what: one declared table, one guard on every view, everything else refused."""
