"""An invented press room: releases, journalists, their questions and the answers."""
