"""The press room: releases, accreditation, questions and answers."""
