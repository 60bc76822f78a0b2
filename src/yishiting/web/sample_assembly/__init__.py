"""The ready assembly of a first start: invented hosts, forums, delegations, people and votes, all marked as sample."""
