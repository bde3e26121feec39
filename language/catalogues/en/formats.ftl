# How formatted parts are put together.

format-day-and-time = { $day } at { $time }
format-zone = { $city } time ({ $offset })
