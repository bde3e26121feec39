# What people are told of an appointment when somebody else changed it. A card with the facts follows.

news-customer-booked = { $business } has booked you an appointment: { $service } with { $staff }, { $when }.
news-customer-rescheduled = { $business } has moved your appointment: { $service } with { $staff } is now { $when }.
news-customer-cancelled = { $business } has cancelled your appointment: { $service } with { $staff }, { $when }.
news-customer-handed-over = Your appointment at { $business } is now with { $staff }: { $service }, { $when }.
news-customer-accepted = { $business } has accepted your request: { $service } with { $staff }, { $when }. It is booked.
news-customer-declined = { $business } cannot accept your request: { $service } with { $staff }, { $when }. Nothing is booked.
news-customer-expired = Nobody at { $business } answered your request in time: { $service } with { $staff }, { $when }. Nothing is booked; you are welcome to ask for another time.

news-customer-booked-series = { $business } has booked you { $count } appointments: { $service } with { $staff }, from { $when } to { $last }.
news-customer-rescheduled-series = { $business } has moved { $count } of your appointments: { $service } with { $staff }, the first is now { $when }.
news-customer-cancelled-series = { $business } has cancelled { $count } of your appointments: { $service }, from { $when } to { $last }.
news-staff-requested-series = { $count } new requests of { $customer }: { $service }, from { $when } to { $last }. Accept or decline each, please.
news-staff-booked-series = { $count } new appointments: { $customer }, { $service }, from { $when } to { $last }.
news-staff-rescheduled-series = { $count } of { $customer }’s appointments have moved: { $service }, the first is now { $when }.
news-staff-cancelled-series = { $count } of { $customer }’s appointments are cancelled: { $service }, from { $when } to { $last }.

news-staff-requested = New request of { $customer }: { $service } with { $staff }, { $when }. Accept or decline it, please.
news-staff-accepted = New appointment, a request that was accepted: { $customer }, { $service }, { $when }.
news-staff-booked = New appointment: { $customer }, { $service }, { $when }.
news-staff-rescheduled = { $customer }’s appointment has moved: { $service } is now { $when }.
news-staff-cancelled = { $customer }’s appointment is cancelled: { $service }, { $when }.
news-staff-handed-over = { $customer }’s appointment is now with { $staff }: { $service }, { $when }.

# A hand-over, told to staff at once whatever it comprises.
news-hand-over-done-lost = { $count ->
    [one] { $count } of your appointments is now with { $takers }.
   *[other] { $count } of your appointments are now with { $takers }.
}
news-hand-over-done-taken = { $count ->
    [one] You take over { $count } appointment of { $leaving }.
   *[other] You take over { $count } appointments of { $leaving }.
}
news-hand-over-done-beside = { $takers } takes the place of { $leaving } beside you.
news-hand-over-offered = { $count ->
    [one] { $leaving } asks whether you would take over { $count } appointment. It stays with { $leaving } unless you accept by { $due }.
   *[other] { $leaving } asks whether you would take over { $count } appointments. They stay with { $leaving } unless you accept by { $due }.
}
news-hand-over-accepted = { $takers } takes over what you asked for.
news-hand-over-declined = { $takers } cannot take over what you asked for. It stays with you.
news-hand-over-withdrawn = What you asked { $takers } to take over has changed meanwhile, so it is not offered any more.
news-hand-over-expired = { $takers } did not answer in time. What you asked for stays with you.

news-customer-waitlist-offered = A time has freed up at { $business }: { $service } with { $staff }, { $when }. It is kept for you until { $until }.
news-staff-waitlist-offered = { $customer } on the waitlist is offered a time of yours that is free: { $service }, { $when }. It is kept for them until { $until }.

news-customer-booked-group = { $business } has booked you a place: { $service } with { $staff }, { $when }.
news-customer-cancelled-group = { $business } has cancelled your place: { $service } with { $staff }, { $when }.
news-staff-booked-group = New appointment of a group: { $service }, { $when }. { $filled } of { $most } attend so far.
news-staff-rescheduled-group = { $service } has moved: it is now { $when }.
news-staff-cancelled-group = { $service } does not take place: { $when }.
news-staff-attendee-joined = Somebody has joined { $service }, { $when }: { $filled } of { $most } attend now.
news-staff-attendee-left = Somebody has left { $service }, { $when }: { $filled } of { $most } attend now.
