## Why a time is not offered: to staff, rule by rule

explain-yes = Yes. { $service }{ $staff ->
        [none] {""}
       *[other] {" "}with { $staff }
    } can be booked on { $when }.
explain-no = No. { $service }{ $staff ->
        [none] {""}
       *[other] {" "}with { $staff }
    } cannot be booked on { $when }.
explain-yes-any =
    { $staff ->
        [none] Yes. Somebody is free on { $when }: for { $services }.
       *[other] Yes. { $staff } is free on { $when }: for { $services }.
    }
explain-no-any =
    { $staff ->
        [none] No. Nobody can be booked on { $when }, whatever the service.
       *[other] No. { $staff } cannot be booked on { $when }, whatever the service.
    }
explain-yes-for-you = You can book { $service } on { $when }; customers cannot.
explain-closest = Of what could be meant, { $service } ({ $duration }) comes nearest; it is looked at here.
explain-free = Free
explain-free-for-you = Free for you, not for customers
explain-not-free = Not free
explain-where = Set in: { $setting }
explain-where-change = Change it in: { $setting }
explain-path = { $name } ({ $path })
explain-customers-only = For customers only
explain-in-the-way = In the way
explain-held = Held while somebody fills in their details
explain-with-buffers = { $range } with buffers
explain-nearest = Nearest free times
explain-nearest-none = No free time nearby.
explain-whole-day = The whole day
explain-more-people = And { $count } more.

explain-range-all-day = all day
explain-range-days = { $first } – { $last }
explain-range-long = { $start } – { $end }

explain-taken = Busy { $range }
explain-taken-plain = Busy
explain-day-full =
    { $scope ->
        [services] { $service } has { $count } that day, at most { $maximum }
       *[other] Has { $count } appointments that day, at most { $maximum }
    }
explain-time-off =
    { $titled ->
        [yes] Away { $range }: { $title }
       *[no] Away { $range }
    }
explain-closed =
    { $titled ->
        [yes] Closed { $range }: { $title }
       *[no] Closed { $range }
    }
explain-staff-not-working =
    { $hours ->
        [none] Is not at work then
       *[other] Works { $hours }
    }
explain-outside-service-hours =
    { $hours ->
        [none] { $service } is not offered on that day
       *[other] { $service } is offered { $hours }
    }
explain-off-grid =
    { $starts ->
        [none] Appointments begin every { $limit }
       *[other] Appointments begin every { $limit }: { $starts }
    }
explain-past = That time is over
explain-too-soon = At least { $limit } ahead: from { $from } on
explain-too-far-ahead = At most { $limit } ahead: until { $until }
explain-not-offered-by-staff =
    { $providers ->
        [none] Nobody provides { $service }
       *[other] Does not provide { $service }; it is provided by { $providers }
    }
explain-service-not-bookable = { $service } is hidden from customers
explain-no-resource =
    { $titled ->
        [yes] { $title }: none is free { $range }
       *[no] The room or equipment it needs is not there
    }
explain-other = Another rule: { $code }

## Names of settings

explain-setting-business-hours = Business hours
explain-setting-working-hours =
    { $scope ->
        [staffMembers] Working hours of { $staff }
       *[other] Hours of the room or equipment
    }
explain-setting-capacity = How many of it there are
explain-setting-required-resources = What { $service } needs
explain-setting-staff-member-ids = Who provides { $service }
explain-setting-is-hidden-from-customers = Whether { $service } is hidden from customers
explain-setting-general-availability =
    { $scope ->
        [services] Hours of { $service }
       *[other] Hours of services
    }
explain-setting-custom-availabilities =
    { $scope ->
        [services] Hours of { $service } on some dates
       *[other] Hours of services on some dates
    }
explain-setting-time-slot-interval =
    { $scope ->
        [services] Steps between times of { $service }
       *[other] Steps between times
    }
explain-setting-minimum-lead-time =
    { $scope ->
        [services] Lead time of { $service }
       *[other] Lead time
    }
explain-setting-maximum-advance =
    { $scope ->
        [services] How far ahead { $service } is booked
       *[other] How far ahead customers book
    }
explain-setting-maximum-appointments-per-day =
    { $scope ->
        [services] Appointments a day of { $service }
       *[other] Appointments a day of { $staff }
    }
explain-setting-closures = Closures
explain-setting-public-holidays = Public holidays
explain-setting-time-off = Time off of { $staff }

## What became of a day

explain-day-none = { $day }: nothing is left for { $service }{ $staff ->
        [none] {""}
       *[other] {" "}with { $staff }
    }.
explain-day-some = { $day }: { $count ->
        [one] one time is
       *[other] { $count } times are
    } left for { $service }{ $staff ->
        [none] {""}
       *[other] {" "}with { $staff }
    }.
explain-step-hours = Hours
explain-step-hours-of = Hours { $hours }
explain-step-hours-none = No working hours on that day
explain-step-service-hours = Outside the hours of { $service }
explain-step-closures = Closed
explain-step-time-off = Time off
explain-step-appointments = Appointments with their buffers
explain-step-holds = Held for customers
explain-step-elsewhere = Busy in other calendars
explain-step-busy = Busy
explain-step-daily-limit = Enough appointments for a day
explain-step-resources = Room or equipment in use
explain-step-policy = Too soon, too far ahead or past
explain-step-fit = Too short for { $service } ({ $duration }), or between its times
explain-step-fit-not-offered = Does not provide { $service }
explain-step-left = Left
explain-step-removed = − { $time }
explain-step-nothing = 0
explain-slots =
    { $count ->
        [0] no time to begin at
        [one] one time to begin at
       *[other] { $count } times to begin at
    }
explain-everybody = Everybody together

explain-ask-what = Which day or time do you mean? Ask, for example, “why can’t I book Ana on Friday at 5?” or “why is Friday empty?”.

## To customers, plainly

why-button = Why?
why-ask-what = Which day or time do you mean?
why-past = { $when } is already over.
why-too-soon = { $service } has to be booked at least { $limit } ahead, and { $when } is too soon for that.
why-too-far-ahead = { $service } can be booked at most { $limit } ahead, and { $when } is later than that.
why-closed =
    { $titled ->
        [yes] We are closed on { $when }: { $title }.
       *[no] We are closed on { $when }.
    }
why-open-hours = On { $weekday } we are open { $hours }.
why-staff-not-working = Nobody does { $service } on { $when }.
why-staff-not-working-staff = { $staff } does not work on { $when }.
why-outside-service-hours = { $service } is not offered on { $when }.
why-not-offered-by-staff = { $service } cannot be booked with just anybody.
why-not-offered-by-staff-staff = { $staff } does not do { $service }.
why-done-by = { $providers } can do it.
why-staff-not-selectable = For { $service } we decide who is there for you, whoever is free.
why-taken = Nobody is free for { $service } on { $when }.
why-taken-staff = { $staff } is not free on { $when }.
why-full = { $service } on { $when } has too few places left.
why-no-resource = The room or equipment for { $service } is not free on { $when }.
why-off-grid = { $service } does not begin at just that time, { $when }.
why-no-such-time = { $when } does not exist: the clocks go forward over it that night.
why-service-not-bookable = { $service } cannot be booked at the moment.
why-free = { $service } can be booked on { $when }.
why-free-staff = { $staff } is free for { $service } on { $when }.
why-person-free = { $staff } can be booked for { $service }.
why-near = These are the nearest free times:
why-none-near = I found no free time nearby.
