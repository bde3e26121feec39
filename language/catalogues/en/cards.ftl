# What cards say. Titles of buttons are short; names of facts are one or two words.

# Talk
card-book = Book an appointment
card-my-appointments = My appointments
card-help = Help
card-back = Back
card-start-over = Start over
card-continue = Continue
card-more = Show more
card-open = Open

# Times
card-time-range = { $start } – { $end }
card-day-and-range = { $day }, { $range }
card-zone-both = { $zone }. At the business: { $there }, { $business_zone }
card-zones = { $zone }; the business is on { $business_zone }
card-morning = Morning
card-afternoon = Afternoon
card-evening = Evening
card-more-days = Later days
card-more-times = More times
card-other-day = Another day

# Choosing
card-anyone = Anyone
card-anyone-note = Whoever is free
card-price-fixed = { $amount }
card-price-starting-at = from { $amount }
card-price-hourly = { $amount } per hour
card-price-free = Free
card-price-varies = Price varies
card-price-call-us = Call us for the price

# Forms
card-your-name = Your name
card-customer-name = Customer’s name
card-email = Email
card-phone = Phone
card-contact-one-suffices = An email address or a phone number is enough.
card-required = Please fill this in.
card-choose = Choose
card-your-consent = Your consent
card-consent = I agree
card-consent-needed = Please tick this to continue.
card-privacy-policy = Privacy policy
card-terms = Terms

# Lengths and people
card-length = Length
card-people = People
card-how-many = How many?
card-people-count = { $count ->
    [one] 1 person
   *[other] { $count } people
}
card-filled = { $filled } of { $most }
card-places-left = { $count ->
    [0] full
    [one] 1 place left
   *[other] { $count } places left
}
card-attendees = Attendees, { $filled }
card-remove = Remove
card-keep-attendee = Leave it
card-remove-attendee = Remove { $customer }
card-give-back = Give back
card-give-back-yes = Yes, give it back
card-resources = Room
card-news-attendee-joined = New attendee
card-news-attendee-left = An attendee has left

# Summary
card-service = Service
card-staff = With
card-day = Day
card-time = Time
card-location = Where
card-for = For
card-answers = Answers
card-change = Change
card-before = Before:
card-confirm = Book it
card-confirm-move = Move it
card-confirm-request = Send request

# Appointments
card-with = With { $name }
card-business = At
card-price = Price
card-good-to-know = Good to know
card-move = Move
card-cancel = Cancel
card-cancel-appointment = Cancel appointment
card-cancel-yes = Yes, cancel it
card-keep = Keep it
card-withdraw = Withdraw
card-withdraw-yes = Yes, withdraw it
card-join = Join online
card-calendar-file = Add to calendar
card-open-in-chat = Chat link
card-call = Call { $phone }
card-write = Write to { $email }
card-status-requested = Requested
card-status-confirmed = Confirmed
card-status-arrived = Arrived
card-status-in-progress = In progress
card-status-completed = Done
card-status-no-show = No-show
card-status-cancelled = Cancelled

# Staff
card-my-day = My day
card-team-today = Team today
card-team-day = Team
card-who-is-next = Who is next?
card-team = The team
card-appointments-count = { $count ->
    [0] No appointments
    [one] { $count } appointment
   *[other] { $count } appointments
}
card-agenda-empty = Nothing is booked on this day.
card-now = Now
card-next = Next
card-previous-day = Day before
card-next-day = Day after
card-mark-arrived = Arrived
card-mark-in-progress = Start
card-mark-not-started = Not begun yet
card-mark-completed = Done
card-mark-no-show = No-show
card-mark-confirmed = Not here yet
card-customer = Customer
card-notes = Notes
card-message = Message
card-message-to-customer = Message to the customer
card-cancelled-because = Cancelled because
card-cancelled-by = Cancelled by
card-by-customer = The customer
card-by-staff = The business
card-by-system = Nobody answered in time

# Requests
card-accept = Accept
card-decline = Decline
card-accept-series = Accept the series
card-decline-series = Decline the series
card-answer-by = Answer by

# History
card-history = History
card-history-of = What happened: { $customer }
card-from-to = { $before } → { $after }
card-event-requested = Requested
card-event-accepted = Request accepted
card-event-declined = Request declined
card-event-expired = Request expired
card-event-booked = Booked
card-event-rescheduled = Moved
card-event-cancelled = Cancelled
card-event-statuschanged = Status
card-event-attendeejoined = Somebody joined
card-event-attendeeleft = Somebody left
card-by-operator = The operator, at the command line
card-by-system-itself = Frontdesk itself
card-door-directline = web chat
card-door-msteams = Teams

# News
card-news-requested = New request
card-news-accepted = Request accepted
card-news-declined = Request declined
card-news-expired = Request expired
card-news-booked = New appointment
card-news-rescheduled = Appointment moved
card-news-cancelled = Appointment cancelled
card-news-handed-over = Appointment handed over

# Handing over
card-hand-over = Hand over
card-hand-over-ask = Ask them
card-hand-over-drop = Hand nothing over
card-mark-away = Mark as away
card-taken-by = Taken by
card-taken-by-name = Taken by { $name }
card-stays-with = Stays with { $name }
card-not-placed = Nobody can take these
card-requests-stay = Requests: accept or decline them first
card-time-off = Time off
card-hand-over-done = Handed over
card-hand-over-offered = Would you take over?
card-hand-over-accepted = Accepted
card-hand-over-declined = Declined
card-hand-over-withdrawn = Withdrawn
card-hand-over-expired = Not answered in time
card-event-handedover = Handed over
card-new-name = Name of the copy
card-copy-service = Copy it
card-nothing-changes = Change nothing
card-event-needssomebody = Left without its staff member
card-needs-somebody = Needs somebody

# Waitlist
card-news-time-freed = A time has freed up
card-kept-until = Kept until
card-take-offer = Book it
card-pass-up-offer = No, thanks
card-leave-waitlist = Leave the waitlist
card-leave = Leave
card-take-off-waitlist = Take off the list
card-waits-for-staff = { $service } with { $staff }
card-only-on = only { $days }
card-from-time = from { $time }
card-until-time = until { $time }
card-offered-until = Offered: { $start }, kept until { $until }
card-not-reached = No chat here: nothing is offered by itself

# Series
card-repeat = Repeat…
card-change-series = Change the series
card-once = Just once
card-how-often = How often
card-how-many-times = How many times
card-every-weekly = { $count ->
    [one] Every week
   *[other] Every { $count } weeks
}
card-every-monthly = { $count ->
    [one] Every month
   *[other] Every { $count } months
}
card-of-series = One of a series
card-whole-series = Whole series
card-series-count = { $count ->
    [one] { $count } appointment
   *[other] { $count } appointments
}
card-nearest = → { $when }
card-left-out = left out
card-instead-of = instead of { $when }
card-nothing-near = → nothing is free near it
card-book-series-all = { $count ->
    [one] Book it
   *[other] Book all { $count }
}
card-book-series-first = { $count ->
    [one] Book the first
   *[other] Book the first { $count }
}
card-book-series-skip = Book all that are free ({ $count })
card-book-series-move = Move the clashes ({ $count } in all)
card-move-series-all = { $count ->
    [one] Move it
   *[other] Move all { $count }
}
card-move-series-skip = Move those that are free ({ $count })
card-move-series-move = Take the nearest for clashes ({ $count } in all)
card-confirm-series = { $count ->
    [one] Book it
   *[other] Book all { $count }
}
card-scope-this = Only this one
card-scope-following = This and the following
card-scope-all = All still to come
card-cancel-series = { $count ->
    [one] Yes, cancel it
   *[other] Yes, cancel all { $count }
}
card-news-series-requested = New requests, a series
card-news-series-booked = New series of appointments
card-news-series-rescheduled = Series moved
card-news-series-cancelled = Series cancelled

# Visits, and appointments for somebody else
card-total = Together
card-attendee = For whom
card-booked-by = { $attendee } (booked by { $customer })
card-move-visit = Move the visit
card-cancel-visit = Cancel the visit
card-part-of-visit = Part of a visit, { $number } of { $count }
card-one-of-visit = Part of a visit
card-visit = Visit
