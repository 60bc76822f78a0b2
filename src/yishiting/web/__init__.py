"""The chamber online: a Django project with one app per noun."""
