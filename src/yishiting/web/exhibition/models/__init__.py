"""The exhibition: exhibitors in halls and booths, their exhibits along the industry chain, pictures, favourites."""

from yishiting.web.exhibition.models.exhibit import PUBLIC_EXHIBIT, Exhibit, Picture, PictureFile
from yishiting.web.exhibition.models.exhibitor import ChainLink, Exhibitor, Hall, Representative
from yishiting.web.exhibition.models.favourite import Favourite, Walk

__all__ = [
    "PUBLIC_EXHIBIT",
    "ChainLink",
    "Exhibit",
    "Exhibitor",
    "Favourite",
    "Hall",
    "Picture",
    "PictureFile",
    "Representative",
    "Walk",
]
