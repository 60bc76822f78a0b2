"""The exhibition: exhibitors, exhibits, pictures, favourites."""
