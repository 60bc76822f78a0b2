"""An invented exhibition: sixty exhibitors along the chain, what they show, a few drawn pictures."""
