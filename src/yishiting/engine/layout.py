"""How vectors of people and statements are laid out; known to code that must not load the compiler."""

N_CHANNELS = 2  # 0: agrees (among those who do not pass), 1: passes

# MacKay's approximation to a logistic function's mean over a Gaussian logit has π/8 here (Neural Computation 4,
# 1992). Logits under Jaakkola and Jordan's bound are a little too small already: half of it predicts hidden votes
# best (docs/decisions/0004-opinion-model.md).
VARIANCE_SCALE = 3.141592653589793 / 16
