# What the bot says in a conversation. Short, warm, concrete; one question at a time.

## Greeting

welcome = Hello! You can book an appointment at { $business } right here. Just write what you would like, or tap.
welcome-staff = Hello { $name }! Your day at { $business } is here: write “my day”, “who is next?” or “tomorrow”, or tap.
started-over = All right, a fresh start. What can I do for you?
started-over-staff = All right { $name }, a fresh start.
nothing-changed = All right, nothing was changed. What can I do for you?
nothing-changed-staff = All right { $name }, nothing was changed.
not-understood-welcome = Sorry, I did not get that. I can book, move or cancel an appointment at { $business }, and answer questions about prices, opening hours and the address.
not-understood-welcome-staff = Sorry { $name }, I did not get that. Try “my day”, “team today” or “who is next?”.
not-understood = Sorry, I did not get that.
let-go = All right, I have let it go. What can I do for you?
let-go-staff = All right { $name }, I have let it go.
hello = Hello!
thanks = You are welcome!
goodbye = Goodbye, see you soon!
goodbye-draft = Goodbye! I keep what you told me, in case you want to go on.
out-of-scope = I am afraid I only know about appointments at { $business }.
running-late = Thank you for telling us. Please call or write, so that somebody hears of it right away:
cannot-yet = Sorry, that is not possible in this chat.

## Questions of the booking talk

ask-service = Which service would you like?
ask-service-told =
    { $told ->
        [staff] Which service would you like with { $staff }?
        [day] Which service would you like on { $day }?
       *[both] Which service would you like with { $staff } on { $day }?
    }
ask-which-of-these = Which of these do you mean?
ask-staff = With whom would you like your { $service }? Anyone who is free is fine too.
ask-day = Which day suits you?
ask-length = How long would you like your { $service } to be?
zone-noted = All right, from now on I tell you times in { $zone }.
hour-or-people = I took “{ $words }” for the time, { $time }. Or do { $count } of you come?
ask-people = How many people will come?
length-not-offered = { $service } cannot be booked for { $wished }.
lengths-offered = { $service } takes { $lengths }.
length-stays = The length stays as it was booked. For another one, please cancel and book anew.
people-stay = For how many people it is stays as it was booked. To change that, please cancel and book anew.
one-person =
    { $others ->
        [one] An appointment for { $service } is for one person. I book one now, and you can book the other one right after it.
       *[other] An appointment for { $service } is for one person. I book one now, and you can book the { $others } others right after it, one by one.
    }
next-person =
    { $others ->
        [one] Shall we book for the other person now?
       *[other] Shall we book for the next of the { $others } others now?
    }
at-most-together = At most { $most } people can come to { $service } together.
places-left-then =
    { $count ->
        [one] On { $when } one place is left.
       *[other] On { $when } { $count } places are left.
    }
ask-time = These times are free on { $day }. Which one would you like?
ask-time-staff = { $staff } has these times free on { $day }. Which one would you like?
time-is-free = { $when } is free.
time-is-free-staff = { $staff } is free on { $when }.
time-held = I keep this time for you for { $time }.
hold-ran-out = I could not keep your time any longer, and somebody else has taken it.
time-in-zone = { $when }, { $zone }
ask-name-email-or-phone = What is your name, and how can we reach you: by e-mail or phone?
ask-name-phone = What is your name, and what is your phone number? It is needed for this service.
ask-name-email = What is your name, and what is your e-mail address? It is needed for this service.
ask-name-email-and-phone = What is your name, and what are your e-mail address and phone number? Both are needed for this service.
ask-name = What is your name?
ask-contact-for-customer = Who is it for?
ask-email-or-phone = How can we reach you: by e-mail or phone?
ask-phone = What is your phone number? It is needed for this service.
ask-email = What is your e-mail address? It is needed for this service.
ask-email-and-phone = What are your e-mail address and phone number? Both are needed for this service.
ask-answer = One question before we book: { $question }
ask-answer-optional = One question before we book: { $question } (You may skip it.)
ask-consent = Please read this and tell me whether you agree.
confirm-booking = Shall I book this for { $when }?
confirm-request = Shall I send this request for { $when }? It is booked once somebody accepts it.
confirm-move = Shall I move it to { $when }?
what-to-change = What would you like to change?
answer-not-an-option = Please choose one of these: { $options }.
corrected = All right, changed.
thanks-name = Thank you, { $name }.
noted = Noted.
one-step-back = One step back.
first-step = We are at the beginning.
ask-resume = Would you like to go on with it?
yes-or-no = Yes or no, to be sure:
staff-not-selectable = For { $service }, we choose who serves you.
only-these-staff = { $service } is only done by { $staff }.
service-not-offered = We do not offer { $wished }. What we do: { $services }.
service-not-offered-too = We do not offer { $wished }. I am looking for { $service }.
one-service-at-a-time = One appointment at a time: { $service } now. You can book { $others } right after it.
nobody-called = Nobody called { $name } works here.
staff-without-services = { $staff } takes no appointments.
own-calendar-not-offered = You can book to your own calendar only, and { $service } is not among what you offer.
nothing-to-offer = You offer no service at the moment: an administrator can change that.
own-calendar-only = You can book to your own calendar only.
everybody-stays = Several of us are needed for this appointment, and all of them stay.
moving = Let us find another time for your { $service }.

## Times

nearest-times = These are the nearest free times:
times-that-fit = These times are free:
no-times-that-fit = Nothing is free at just that time.
nothing-earlier = Nothing earlier is free.
nothing-later = Nothing later is free.
nothing-free = I found no other free time nearby.
time-happens-twice = The clocks go back that night, so { $when } happens twice. Which one do you mean?
impossible-time = There is no such time as { $time }.
weekday-slip = { $day } is a { $weekday }. Which day do you mean?
closed-at-that-time = We are closed at that time.
zone-not-known = I cannot go by { $said } here: times are in { $zone }.
impossible-day = There is no { $day }.

## Why a wish cannot be met. The keys are the reasons of the core.

refusal-past = { $when } is in the past.
refusal-too-soon = { $when } is too soon: { $service } can be booked from { $limit } ahead.
refusal-too-far-ahead = { $when } is too far ahead: { $service } can be booked up to { $limit } ahead.
refusal-closed =
    { $titled ->
        [yes] We are closed on { $when }: { $title }.
       *[no] We are closed on { $when }.
    }
refusal-staff-not-working = Nobody is at work for { $service } on { $when }.
refusal-staff-not-working-staff = { $staff } does not work on { $when }.
refusal-outside-service-hours = { $service } is not offered on { $when }.
refusal-time-off = Nobody is at work for { $service } on { $when }.
refusal-time-off-staff = { $staff } is not available on { $when }.
refusal-not-offered-by-staff = { $service } is not offered by that person.
refusal-not-offered-by-staff-staff = { $staff } does not offer { $service }.
refusal-taken = { $when } is already taken.
refusal-taken-staff = { $staff } is already booked on { $when }.
# To customers, whatever it is that keeps somebody: an appointment, time off, a full day.
refusal-not-free = { $when } is not free.
refusal-not-free-staff = { $staff } is not free on { $when }.
refusal-day-full = Nothing more can be booked on that day: { $when }.
refusal-day-full-staff = { $staff } takes no more appointments on that day: { $when }.
refusal-off-grid = No appointment begins at exactly that time, { $when }.
refusal-no-such-time = { $when } does not exist: the clocks go forward over it that night.
refusal-no-such-day = That day does not exist.
refusal-full =
    { $left ->
        [0] { $service } on { $when } is full.
        [one] { $service } on { $when } has one place left, and you are { $count }.
       *[other] { $service } on { $when } has { $left } places left, and you are { $count }.
    }
refusal-no-resource = The room or equipment for { $service } is in use on { $when }.
already-attending = You have a place on { $when } already. Nothing was booked a second time.
already-attending-staff = { $customer } has a place on { $when } already. Nothing was booked a second time.
refusal-service-not-bookable = { $service } cannot be booked at the moment.

## What was done

booked = Your appointment is booked for { $when }.
requested = This is a request, not booked yet: { $when }. The time is kept for you, and you are told here as soon as somebody accepts or declines it, by { $due } at the latest.
requested-staff = A request of { $customer }: { $when }. It waits for an answer until { $due }.
booked-group =
    { $count ->
        [one] Your place is booked for { $when }.
       *[other] Your { $count } places are booked for { $when }.
    }
booked-staff-group = The place is booked: { $service }, { $when }.
moved-group =
    { $count ->
        [one] Your place is moved to { $when }.
       *[other] Your { $count } places are moved to { $when }.
    }
moved-staff-group = { $service } is moved to { $when }, with everybody who attends.
cancelled-group = Your place on { $when } is given back.
kept-group = All right, you keep your place.
cancel-question-group = Give back your place in { $service } on { $when }? This is possible up to { $notice } before.
cancel-question-any-time-group = Give back your place in { $service } on { $when }? This is possible until it begins.
booked-staff = Booked for { $customer }: { $when }.
moved = Your appointment is moved to { $when }.
moved-staff = The appointment of { $customer } is moved to { $when }.
cancelled = Your appointment on { $when } is cancelled.
withdraw-question = Withdraw your request for { $service } on { $when }?
withdrawn = Your request for { $when } is withdrawn.
kept = All right, your appointment stays as it is.
kept-request = All right, your request stays as it is.
request-lapsed = Nobody answered this request in time, so it is over. The time is free again.
request-cannot-move = Your request for { $when } has not been answered yet, so it cannot be moved. You can withdraw it and ask for another time.
request-cannot-move-staff = This is a request for { $when }: accept it first, then it can be moved.
your-appointment = Here is your appointment.
your-request = Here is your request. It is not booked yet: it waits for an answer until { $due }.
your-appointments =
    { $count ->
        [one] You have one appointment.
       *[other] You have { $count } appointments.
    }
no-appointments = You have no appointments at the moment.
which-to-move = Which appointment would you like to move?
which-to-cancel = Which appointment would you like to cancel?
cancel-question = Cancel your { $service } on { $when }? This is possible up to { $notice } before.
cancel-question-any-time = Cancel your { $service } on { $when }? This is possible until it begins.
too-late = That can no longer be changed here: changes are possible up to { $notice } before, and it is on { $when }. Please call or write to us.
cannot-change = This appointment on { $when } cannot be changed here. Please call or write to us.
cannot-change-staff = This appointment cannot be moved or cancelled any more.
already-cancelled = Your appointment on { $when } is cancelled already.
already-cancelled-staff = This appointment is cancelled already.
booking-put-aside = All right, I have stopped. Nothing is booked, and what you told me is kept in case you want to go on.
move-put-aside = All right, I have stopped. Your appointment stays as it is.
card-out-of-date = This card is out of date. Where would you like to go on?
link-not-good = This link is not valid any more. If you need help, please contact us.

## What is wrong with a detail

error-name = Please tell us a name.
error-email = This does not look like an e-mail address. An example: anna@example.com
error-phone = This does not look like a phone number. An example: +44 20 7946 0018
error-answer-required = Please answer this question.
error-answer-option = Please choose one of the options.
error-consent = We need your agreement to book this.

## Refused by the core

not-found = I cannot find that. It may have been removed, or it is not yours.
not-permitted = Sorry, that is not allowed here.
not-permitted-staff = Sorry, that is not allowed in your role. An administrator can help.
changed-meanwhile = This was changed in the meantime. Please open it again to see how it is now.
changed-since = This was changed in the meantime.
moved-meanwhile = This appointment was changed in the meantime: it is on { $when } now.
wrong-status = That is not possible any more for this appointment.
invalid-value = Something in that card does not add up. Please try again from the latest card.
too-many-appointments =
    { $limit ->
        [one] You already have an appointment to come, and no more than one can be booked here at a time. You can move or cancel it, or call us.
       *[other] You already have { $limit } appointments to come, and no more can be booked here at a time. You can move or cancel one, or call us.
    }
not-possible = That is not possible at the moment.
sorry-fault = Sorry, something went wrong on our side. Nothing was lost: please try again in a moment.

## Questions in between

help = You can write things like “haircut with Ana tomorrow at 3pm”, “no, Thursday”, “my appointments”, “move it to Friday”, “put me on the waitlist”, “cancel”, “back” or “start over”. Or ask about prices, opening hours or the address.
help-staff = You can write “my day”, “tomorrow”, “team today”, “who is next?”, “requests”, “hand over”, “waitlist”, “arrived”, “started”, “no-show” or “done”, and tap any appointment to move or cancel it.
prices = Here is what we offer:
price-of-one = Here is what it costs, and how long it takes:
price-free = Free
price-starting-at = from { $amount }
price-hourly = { $amount } per hour
price-varies = Price varies
price-call-us = Price on request
price-not-set = Price not set
hours = Our opening hours, { $zone }:
closed = closed
period = { $opens }–{ $closes }
address = You find us here: { $address }
no-address = We have no address on file. Please call or write to us.
staff-list = Here to serve you: { $names }.
staff-of-service = { $service } is done by { $names }.
policy = You can move or cancel your appointments here in the chat, as long as it is in good time before. Open “my appointments” to see what is possible.
person = Here is how to reach a person:
no-person = We have no phone number or e-mail address on file. Please ask on site.
call = Call { $phone }
write = Write to { $email }

## Staff

nobody-next = Nobody is waiting, and nothing is coming up.
next-now = Next: it should have begun on { $when }.
next-in = Next, in { $time }: { $when }.
which-is-meant =
    { $count ->
        [one] Which appointment do you mean?
       *[other] I found { $count } appointments. Which one do you mean?
    }
nobody-then = I found no appointment at that time.
nothing-named = Which appointment do you mean? Please name the customer or the time, or tap.
nobody-of-that-name = I found no appointment of { $name } in the coming days.
marked-arrived = Marked as arrived.
marked-no-show = Marked as no-show.
marked-in-progress = Marked as in progress.
marked-completed = Marked as done.
marked-confirmed = Marked as not arrived yet.
cancel-for-customer = Cancel the appointment of { $customer } on { $when }? Your message goes to the customer.
cancel-for-customer-unreached = Cancel the appointment of { $customer } on { $when }? They have no chat here, so they cannot be told in it.
cancel-with-message = Cancel the appointment of { $customer } on { $when }, and tell them “{ $message }”?
cancel-for-customer-group = Cancel { $service } on { $when } for everybody? People who attend: { $count }. Your message goes to all of them.
cancel-for-customer-unreached-group = Cancel { $service } on { $when } for everybody? People who attend: { $count }. Not all of them have a chat here: those who have none cannot be told in it.
cancel-with-message-group = Cancel { $service } on { $when } for everybody, and tell all { $count } who attend “{ $message }”?
cancelled-customer-told-group = The appointment is cancelled, and everybody who attends is told.
cancelled-customer-unreached-group = The appointment is cancelled. Some of those who attend have no chat here and were not told: please tell them yourself.
remove-question =
    { $count ->
        [one] Remove { $customer } from { $service } on { $when }? Nobody else of the group is told.
       *[other] Remove { $customer } and who comes with them, { $count } people, from { $service } on { $when }? Nobody else of the group is told.
    }
remove-which = Several could be meant. Whom shall I remove?
remove-whom = Whom shall I remove? Please name the customer and the appointment, or open it and tap.
nobody-attends = I found nobody called { $name } in a group at that time.
attendee-gone = They do not attend any more.
attendee-kept = All right, everybody stays.
attendee-removed = { $customer } is removed, and hears of it where they have a chat here.
concerns-everybody = { $customer } is one of several in { $service }: moving or marking it concerns all of them. You can do that here, or remove just them.
capacity-question =
    { $before ->
        [one] { $service } takes one person at a time. From now on, let { $count } people attend one appointment?
       *[other] { $service } takes up to { $before } people. From now on, let { $count } attend?
    }
capacity-changed =
    { $count ->
        [one] { $service } now takes one person at a time.
       *[other] { $service } now takes up to { $count } people.
    }
capacity-kept = All right, the number of places stays as it is.
capacity-below-filled =
    { $number ->
        [one] { $count ->
            [one] More than one person is to attend
           *[other] More than { $count } people attend
        } this appointment of { $service } already, so nothing was changed:
       *[other] { $count ->
            [one] More than one person is to attend
           *[other] More than { $count } people attend
        } these { $number } appointments of { $service } already, so nothing was changed:
    }
capacity-impossible = { $service } cannot be one that a group attends: it needs approval or has several lengths.
capacity-not-yours = How many people a service takes is up to the administrators: please ask one of them.
capacity-of-what = Which service, and how many people? For example: “yoga takes 8 people”.
kept-staff = All right, the appointment stays as it is.
too-early-to-mark = That can be marked from the day of the appointment on: it is on { $when }.
cancelled-customer-told = The appointment is cancelled, and the customer is told.
cancelled-customer-unreached =
    { $known ->
        [yes] The appointment is cancelled. { $customer } has no chat here and was not told: please call or write to { $ways }.
       *[no] The appointment is cancelled. { $customer } has no chat here and was not told: please tell them yourself.
    }
invitation-invalid = This invitation code is not valid. Codes work once and expire after a week: please ask for a new one.
invitation-not-read = This does not look like an invitation code. A code has four groups of four letters or digits, such as ABCD-EFGH-IJKL-MNOP: write “link” and the code.
not-linked = This account is not linked to a staff member yet. Please ask an administrator for an invitation code, then write “link” and the code here.
invitation-accepted = Welcome, { $name }! You are linked, and this chat now shows your working day.

requests-waiting = { $count ->
        [0] No request is waiting for an answer.
        [one] One request is waiting for an answer.
       *[other] { $count } requests are waiting for an answer.
    }
request-accepted = The request is accepted, and the customer is told.
request-accepted-by-others = Whom it was asked of is not free any more, so { $names } takes it. It is booked, and the customer is told.
request-not-free = Nobody is free at that time any more. Free times near: { $times }.
request-nobody-free = Nobody is free at that time any more.
request-series-not-free = On { $when } nobody is free any more, so nothing of the series was accepted.
request-series-accept =
    { $count ->
        [one] One request of the series is accepted, and the customer is told.
       *[other] All { $count } requests of the series are accepted, and the customer is told once.
    }
request-series-decline =
    { $count ->
        [one] One request of the series is declined, and the customer is told.
       *[other] All { $count } requests of the series are declined, and the customer is told once.
    }
request-declined = The request is declined, and the customer is told.
request-over = This request is not waiting for an answer any more.
decline-request = Decline the request of { $customer } for { $when }? Your message goes to the customer.
which-request = Several requests are waiting. Which one do you mean?

## Who left, and services that go, come back or are copied

leaving-question =
    { $count ->
        [0] Remove { $name } from { $where }? They have no appointments to come. Their access ends at once.
        [one] Remove { $name } from { $where }? One appointment of theirs is to come: keep it for somebody else, or cancel it? Customers are told of what is cancelled. Their access ends at once.
       *[other] Remove { $name } from { $where }? { $count } appointments of theirs are to come: keep them for somebody else, or cancel them? Customers are told of what is cancelled. Their access ends at once.
    }
leaving-out-of-reach = { $name } works in another business too, which you do not administrate: there they stay.
keep-or-cancel = Please say “keep them” or “cancel them”.
left = { $name } is removed, and has no access any more.
left-keep =
    { $count ->
        [one] { $name } is removed, and has no access any more. One appointment needs somebody.
       *[other] { $name } is removed, and has no access any more. { $count } appointments need somebody.
    }
left-cancel =
    { $count ->
        [one] { $name } is removed, and has no access any more. The appointment is cancelled, unless others share it, and its customer is told.
       *[other] { $name } is removed, and has no access any more. Their appointments are cancelled, but for those that others share, and the customers are told.
    }
left-already = They are removed already.
last-administrator = Nobody else administrates this business, so they cannot be removed here. Make somebody else an administrator first.
delete-question =
    { $count ->
        [0] Delete the service { $service }? Nobody can book it any more. It can be restored for { $days } days.
        [one] Delete the service { $service }? One appointment is to come: it is cancelled, and its customer is told. The service can be restored for { $days } days, the appointment cannot.
       *[other] Delete the service { $service }? { $count } appointments are to come: they are cancelled, and their customers are told. The service can be restored for { $days } days, the appointments cannot.
    }
deleted-service = { $service } is deleted. It can be restored until it is gone for good, on { $day }.
deleted-list =
    { $count ->
        [0] Nothing deleted is kept.
        [one] One deleted service can be restored.
       *[other] { $count } deleted services can be restored.
    }
gone-on = gone for good on { $day }
restore-question = Restore the service { $service }?
restored-service = { $service } is back.
restored-service-nobody = { $service } is back, but nobody who works here provides it: it cannot be booked until somebody does.
copy-question = Copy the service { $service }. What shall the copy be called?
copy-name-cannot-be = That cannot be its name, or another service has it already. What shall the copy of { $service } be called?
copy-name = { $service } (copy)
copied-service = { $service } is offered now.
which-service-to-change = Which service do you mean?
which-person-left = Who has left?
nothing-is-changed = All right, nothing is changed.
ask-administrator = That is for administrators. Please ask { $names }.
and-more = and more

## Series

ask-repeat = How often shall it come again, and how many times?
ask-repeat-count = How many times? You can also write “until the end of May”.
series-book-free =
    { $count ->
        [one] This time is free. Shall I go on?
       *[other] All { $count } are free. Shall I go on?
    }
series-book-clashes = { $clashes } of { $count } cannot be had at that time. Shall I leave those out, or take the nearest times for them?
series-move-free =
    { $count ->
        [one] Shall I move it like this?
       *[other] All { $count } can go there. Shall I move them like this?
    }
series-move-clashes = { $clashes } of { $count } cannot go there. Shall I leave those where they are, or take the nearest times for them? Nothing is moved yet.
series-move-none = None of them can be moved any more.
series-skip-or-move = Which of the two: leave those out, or take the nearest times?
series-no-clashes = None of them is in the way of anything. To change the series, tell me how often or how many times.
series-empty = No date falls into that.
series-begins-later = The first date cannot be had, so it begins on { $when }.
series-no-such-day = There is no { $day }, so that month is left out.
series-not-its-date = { $when } is none of its dates.
series-too-far =
    { $count ->
        [one] One more is further ahead than can be booked here.
       *[other] { $count } more are further ahead than can be booked here.
    }
series-cut = A series has { $count } appointments at most.
series-room =
    { $room ->
        [0] You have as many appointments to come as can be booked here by yourself. Please call us for more.
        [one] You can book one more here by yourself, so the first one is possible.
       *[other] You can book { $room } more here by yourself, so the first { $room } are possible.
    }
series-stays-shared = Others attend the one on { $when } too, so it stays as it is. Remove somebody from it by itself.
series-stays = The one on { $when } cannot be changed here any more and stays as it is.
series-meanwhile =
    { $named ->
        [yes] Nothing was done: { $when } cannot be had any more. This is how it looks now.
       *[no] Nothing was done: something was changed in the meantime. This is how it looks now.
    }
confirm-booking-series =
    { $count ->
        [one] Shall I book this for { $when }?
       *[other] Shall I book these { $count } appointments, the first for { $when }?
    }
confirm-request-series = Shall I send these { $count } requests, the first for { $when }? Each is booked once somebody accepts it.
series-booked =
    { $count ->
        [one] Your appointment is booked for { $first }.
       *[other] Your { $count } appointments are booked: the first on { $first }, the last on { $last }.
    }
series-booked-staff =
    { $count ->
        [one] Booked for { $customer }: { $first }.
       *[other] Booked for { $customer }: { $count } appointments, the first on { $first }, the last on { $last }.
    }
series-requested = These are { $count } requests, not booked yet: the first for { $first }, the last for { $last }. You are told here as soon as somebody answers them.
series-requested-staff = { $count } requests of { $customer }: the first for { $first }, the last for { $last }.
series-moved =
    { $count ->
        [one] Your appointment is moved to { $first }.
       *[other] Your { $count } appointments are moved, the first to { $first }.
    }
series-moved-staff =
    { $count ->
        [one] The appointment of { $customer } is moved to { $first }.
       *[other] { $count } appointments of { $customer } are moved, the first to { $first }.
    }
your-series =
    { $count ->
        [0] Nothing of this series is still to come.
        [one] One appointment of this series is still to come.
       *[other] { $count } appointments of this series are still to come.
    }
move-scope = { $service } on { $when } is one of a series. What shall I move?
choice-scope-this = Only this one
choice-scope-following = This and the following
choice-scope-all = All still to come
cancel-question-series = Your { $service } on { $when } is one of a series. Cancel only this one, this and the following, or all still to come?
series-which = I can cancel only this one, this and the following, or all.
cancel-series =
    { $count ->
        [one] Cancel this { $service }?
       *[other] Cancel these { $count } appointments, { $service }?
    }
cancel-series-staff =
    { $count ->
        [one] Cancel this appointment of { $customer }?
       *[other] Cancel these { $count } appointments of { $customer }?
    }
series-cancelled =
    { $count ->
        [one] Your appointment is cancelled.
       *[other] Your { $count } appointments are cancelled.
    }
series-cancelled-told =
    { $count ->
        [one] The appointment is cancelled, and the customer is told.
       *[other] { $count } appointments are cancelled, and the customer is told once.
    }
series-cancelled-unreached =
    { $count ->
        [one] The appointment is cancelled. { $customer } has no chat here: please tell them yourself.
       *[other] { $count } appointments are cancelled. { $customer } has no chat here: please tell them yourself.
    }
series-kept = All right, everything stays as it is.
error-count = Please tell a number from 2 to { $most }.

## Buttons

choice-remove = Remove
choice-remove-keep = Remove, keep for handing over
choice-remove-cancel = Remove and cancel them
choice-delete = Delete
choice-delete-and-cancel = Delete and cancel them
choice-restore = Restore
choice-restore-named = Restore { $service }

choice-book = Book an appointment
choice-my-appointments = My appointments
choice-person = Talk to a person
choice-other-day = Another day
choice-start-over = Start over
choice-anyone = Anyone who is free
choice-resume = Go on
choice-my-day = My day
choice-change-it = Yes, change it
choice-leave-it = Leave it
choice-next = Who is next?

## Handing over

hand-over-plan = { $placed ->
    [0] { $count ->
        [0] { $name } has no appointments to hand over then.
        [one] Nobody can take { $name }’s appointment then.
       *[other] Nobody can take any of { $name }’s { $count } appointments then.
    }
   *[other] { $count ->
        [one] { $name }’s appointment can be taken by somebody else. Shall I hand it over like this?
       *[other] { $placed } of { $name }’s { $count } appointments can be taken by others. Shall I hand them over like this?
    }
}
hand-over-offer = { $placed ->
    [0] { $count ->
        [0] You have no appointments to hand over then.
        [one] Nobody can take your appointment then.
       *[other] Nobody can take any of your { $count } appointments then.
    }
   *[other] { $count ->
        [one] Somebody else could take your appointment. Shall I ask them? It stays with you until they accept.
       *[other] { $placed } of your { $count } appointments could be taken by others. Shall I ask them? Each stays with you until it is accepted.
    }
}
hand-over-left-out = There are { $count } more: I plan them after these.
hand-over-nothing = { $name } has nothing to hand over then.
hand-over-request = { $customer }’s request for { $when } waits for an answer: accept it first, then it can be handed over.
hand-over-too-late = { $customer }’s appointment on { $when } cannot be handed over any more.
hand-over-whose = Whose appointments do you mean?
hand-over-changed = Something changed meanwhile, so nothing was handed over. This is how it is now.
hand-over-dropped = All right, nothing was handed over.
hand-over-not-beside = { $names } could take it, but not beside the others.
hand-over-nobody-offers = Nobody else offers { $service }.
hand-over-nearest = Free with others: { $times }.
hand-over-nearest-one = { $when } ({ $names })
hand-over-away = Also mark { $name } as away { $period }, so that nobody books them
hand-over-day = on { $day }
hand-over-days = from { $first } to { $last }
hand-over-is-away = { $name } is marked as away { $period }.
hand-over-done = { $count ->
    [one] Handed over: { $count } appointment goes to { $names }. The customer and they are told.
   *[other] Handed over: { $count } appointments go to { $names }. The customers and they are told.
}
hand-over-asked = { $count ->
    [one] I have asked { $names }. It stays with you unless they accept by { $due }; you will hear of their answer.
   *[other] I have asked { $names } about { $count } appointments. They stay with you until they are accepted; you will hear of the answers.
}
hand-over-stays = { $count ->
    [one] { $count } appointment stays with { $name }.
   *[other] { $count } appointments stay with { $name }.
}
offer-waits = { $count ->
    [one] { $name } asks whether you would take this over. Please answer by { $due }.
   *[other] { $name } asks whether you would take these { $count } over. Please answer by { $due }.
}
offer-accepted = { $count ->
    [0] You have taken it over.
    [one] Thank you: it is yours now. { $name } and the customer are told.
   *[other] Thank you: these { $count } are yours now. { $name } and the customers are told.
}
offer-declined = All right, it stays with { $name }, who is told.
offer-withdrawn = It has changed meanwhile, so { $name } does not offer it any more.
offer-expired = The time to answer is over: it stays with { $name }.
offer-done = It was handed over.
offer-dropped = { $count ->
    [one] { $count } has changed meanwhile and stays where it is.
   *[other] { $count } have changed meanwhile and stay where they are.
}
offer-busy-meanwhile = You are not free on { $when } any more, so nothing was taken over.
offer-none = No colleague asks you to take over anything.

## Waitlist

choice-join-waitlist = Put me on the waitlist
choice-my-waitlist = My waitlist
choice-leave-waitlist = Leave the waitlist
choice-waitlist = Waitlist
waitlist-joined = You are on the waitlist: { $wish }. As soon as a time frees up, I offer it to you here and keep it for you for a while.
waitlist-joined-unreached = You are on the waitlist: { $wish }. I cannot write to you in this chat by myself, so please ask here from time to time.
waitlist-joined-staff = { $customer } is on the waitlist: { $wish }. What frees up is offered to them in their chat.
waitlist-joined-unreached-staff = { $customer } is on the waitlist: { $wish }. They have no chat here, so nothing can be offered to them in it: please call or write when time frees up.
waitlist-opens-later = For now, times can be booked until { $day }; later days are offered as they open.
waitlist-ask-name = Who shall I put on the waitlist?
waitlist-time-is-free = There is no need to wait: these times are free.
waitlist-mine = { $count ->
        [0] You are not on the waitlist. Where nothing is free for a wish of yours, I can put you on it.
        [one] You are on the waitlist for this:
       *[other] You are on the waitlist for { $count } things:
    }
waitlist-which-to-leave = Which one shall I take off the waitlist?
waitlist-left = You have left the waitlist: { $wish }.
waitlist-left-staff = { $customer } is off the waitlist: { $wish }.
waitlist-not-on = You are not on the waitlist.
waitlist-full =
    { $limit ->
        [one] You wait for something already, and no more than one thing can be waited for at once.
       *[other] You wait for { $limit } things already, and no more can be waited for at once. Leave one to make room.
    }
waitlist-line = { $count ->
        [0] Nobody is on the waitlist.
        [one] One person’s wish is on the waitlist.
       *[other] { $count } wishes are on the waitlist, the first in line first.
    }
offer-taken = This time is kept for you until { $until }.
offer-over = This offer is over.
offer-over-still-free = This offer is over, but the time is still free.
offer-passed-up = All right, it goes to the next in line. You stay on the waitlist: { $wish }.

## Visits, parties, and appointments for somebody else

visit-party = { $service } for { $count } people
visit-part = { $time } { $service } with { $staff }
visit-is-free = This is free on { $day }: { $parts }, until { $end }.
visit-confirm = Shall I book this for { $when }? { $parts }, until { $end }.
visit-confirm-request = Shall I send this request for { $when }? { $parts }, until { $end }. Somebody has to accept it.
visit-confirm-move = Shall I move your visit to { $when }? { $parts }, until { $end }.
visit-booked = Your visit is booked for { $when }.
visit-booked-staff = The visit of { $customer } is booked for { $when }.
visit-requested = This is a request, not booked yet: your visit on { $when }. You are told here as soon as it is answered.
visit-moved = Your visit is moved to { $when }.
visit-shown = Here is your visit.
visit-cancelled =
    { $count ->
        [one] Your visit on { $when } is cancelled.
       *[other] Your visit on { $when } is cancelled, all { $count } parts of it.
    }
visit-cancelled-staff =
    { $count ->
        [one] The visit of { $customer } on { $when } is cancelled.
       *[other] The visit of { $customer } on { $when } is cancelled, all { $count } parts of it.
    }
visit-cancel-which = This is part of a visit. Cancel the whole visit, or only one part?
visit-move-which = This is part of a visit. Move the whole visit, or only one part?
visit-moving = Let us find another time for your whole visit.
visit-kept = All right, your visit stays as it is.
visit-whole = The whole visit
visit-only = Only { $service }, { $time }
visit-keep = Leave it as it is
party-in-turn = You cannot all be served at once then, but one after the other you can.
attendee-noted = All right, this is for: { $name }.
attendee-self = All right, for yourself.
