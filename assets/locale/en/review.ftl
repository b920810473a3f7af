# Report and history, second part: what is drawn, searched, heard again and compared.

export-table = Table…

review-line = How it went
line-help = Point at a turn, or go through them with the arrow keys. Open blocks are follow-ups, light gaps silences of more than a second, diamonds typed answers.
line-spoken = The interview as a line. { $here }
line-question = question { $number }
line-probe = follow-up
line-typed = typed
line-silences = { $count ->
    [one] one silence of more than a second
   *[other] { $count } silences of more than a second
}

radar = Your skills around a circle. { $values }
go-dimension = Show what is said about { $name }

review-coverage = Subjects that had to come up
coverage-help = This interview wants these to be spoken of, whatever the question was. They enter no score.
came-up = Came up
not-come-up = Did not come up

shown-all = Everything
shown-asked = Questions
shown-answered = Your answers
find = Search what was said
find-hint = Search (Ctrl+F)
find-none = Nothing found
find-count = { $at } of { $count }
find-previous = Previous
find-next = Next
resting = Rests on this:
resting-named = Rests on this: { $name }. Show it

say-turn = Hear it again
say-turn-named = Hear again: { $words }
say-now = Being said
say-stop = Stop
say-next = Next turn
say-silent = There is no loudspeaker, so nothing can be heard again
say-failed = This cannot be said again: { $why }

range-pace = The band is what Microsoft’s Speaker Coach advises presenters: 100 to 165 words a minute (Microsoft Support, Suggestions from Speaker Coach).
range-talk-ratio = No range rests on good data. Interviewers are often advised to leave the candidate about 80 % (HighMatch, 2022).
range-latency = The band is everyday conversation: mean gaps in ten languages lie below half a second (Stivers and others, 2009). A question in an interview may well want more thought.
range-pauses = Silences of more than a second belong to spontaneous speech (Campione and Véronis, 2002). There is no usual number.
range-fillers = The band reaches from what is advised, one a minute, to what is average, five (Zandan, 2018, Harvard Business Review).
range-spoken = { $name }: { $value }. The usual range is { $from } to { $to }.

history-list = Interviews
history-over-time = Over time
history-search = Search your interviews
history-search-hint = Search in title, role and objective (Ctrl+F)
history-none = Search for something shorter, or show all.
history-found = { $count ->
    [one] One interview found
   *[other] { $count } interviews found
}
scored-yes = With a score
scored-no = Without a score
sort = Order
sort-newest = Newest first
sort-oldest = Oldest first
sort-best = Best first
sort-title = By title
more = More
less = Less
more-named = More for { $title }, { $held }
less-named = Less for { $title }, { $held }
again-named = Practise again: { $title }, { $held }
export-html-named = Write a web page of { $title }, { $held }
export-table-named = Write a table of { $title }, { $held }
export-transcript-named = Write the subtitles of { $title }, { $held }
practise-gone = “{ $title }” is not there any more, so it cannot be practised again

progress-last = Last twelve
progress-all = All
progress-scenario = Every interview
progress-empty = When interviews have been judged, their scores are shown here over time.
progress-help = A larger point rests on more of your words. A line joins three points or more.
progress-different = Each shape is another interview. Other questions were asked in each, so compare within a shape first.
progress-none-here = Nothing was assessed in these interviews.
progress-none = { $name }: not assessed yet
progress-one = { $name }: { $score } in one interview
progress-many = { $name }: { $first } to { $last } over { $count } interviews
progress-few = Too few for a course
progress-point = Point at an interview, or go through them with the arrow keys
progress-said = { $score } of 10 in { $title }, { $held }, certainty { $confidence } %
progress-spoken = { $words }. { $here }
