"""Words for measures, numbers and times, by the class under which grammar rules know them."""

UNITS = {
    "HOUR": "h, hr, hrs, hour, hours, hs, hour's",
    "MINUTE": "min, mins, minute, minutes, mns, mn, minuets, minuet, min's",
    "SECOND": "s, sec, secs, second, seconds",
    "KM": "km, kms, kilometer, kilometers, kilometre, kilometres, klick, klicks, kay, ker",
    "K": "k, ks, k's",
    "MILE": "mi, mile, miles, miler, milers, mls",
    "METRE": "meter, meters, metre, metres, mtr, mtrs",
    "YARD": "yd, yds, yard, yards",
    "WEIGHT": """
        kg, kgs, kilo, kilos, lb, lbs, pound, pounds, kilogram, kilograms, stone, plates
        """,
    "MEASURE": """
        bpm, kcal, cal, cals, calories, kj, w, watt, watts, rpm, spm, percent, degrees, c, floors,
        flights, ft, feet, foot, inch, inches, cm, mg, ml, liters, litres, grams, steps/min
        """,
    "SPEED": "kph, kmh, kmph, mph, km / h, km / hr, km / hour, mi / h, k / h, m / s, miles / hour",
    "STEP": "steps, step",
    "REP": "reps, rep, repetitions, times each, each side, each leg, per leg, per side, a side",
    "SET": "sets, set, rounds, round",
    "LAP": "laps, lap, lengths, length",
    "DAY_UNIT": "day, days",
    "WEEK_UNIT": "week, weeks, wk, wks, fortnight",
    "LONG_UNIT": "month, months, year, years, yr, yrs, yo",
    "PACE": "pace, pacing, splits, split",
    "CLIMB": """
        elevation, elev, gain, climb, climbing, ascent, up, vert, vertical, d+, denivelation
        """,
    "GAUGE": """
        hr, heart rate, avg hr, hr avg, average hr, max hr, level, incline, zone, gear, lvl,
        resistance, cadence, speed, week, w, wk, day, d, z, gradient, km split, phase, stage,
        aged, age, number, nr, bib, lap, power, avg power
        """,
    "AM": "am, a . m, a.m",
    "PM": "pm, p . m, p.m",
    "ORDINAL": "st, nd, rd, th",
    "MORNING": "morning, mornin, morn, a.m.",
    "AFTERNOON": "afternoon, arvo, afternoons",
    "EVENING": "evening, eve",
    "NIGHT": "night, nite",
    "NOON": "noon, midday, mid day, noontime",
    "MIDNIGHT": "midnight",
    "END": """
        ended, end, ends, finished, finish, finishing, ending, stopped, completed, done, back,
        home, got back, got home, returned, over, wrapped up, complete, got in, came back, came
        home, was back, was home, got done, finish time, end time
        """,
    "UNTIL": "until, till, til, 'til, untill",
    "START": """
        started, start, starts, starting, began, begin, beginning, from, kicked off, set off,
        left, left home, headed out, went out, start time, set out, since
        """,
    "AROUND": """
        about, around, roughly, approx, approximately, approx., circa, ca, like, just before, just
        after, ~, maybe, nearly, almost, say, some, probably, shortly before, shortly after, bout,
        abt, prob, c., round, exactly, over, just over, just under, under, close to, well over
        """,
    "EFFORT": """
        rpe, effort, exertion, intensity, srpe, perceived effort, effort level, session rpe,
        perceived exertion, borg, effort rating
        """,
    "KNEE": """
        knee, knees, pain, ache, soreness, discomfort, knee pain, pain level, pain score, knee
        score, nprs, pain scale, kneecap, the knee, knee level, knee discomfort, niggle, vas
        """,
    "BEFORE": """
        before, beforehand, prior, pre, going in, before that, before it, before the run, before
        the ride, before the walk, before the session, before the workout, pre run, pre workout,
        pre session, prerun, preworkout, before run, before workout, before training, before
        starting, at the start, at start, before i started, pre ride, pre walk, to start with, b4,
        b 4, before the gym, before squats, before lunges, to begin with, before exercise, bfore
        """,
    "AFTER": """
        after, afterwards, afterward, now, post, post run, post workout, after that, after the
        run, at the end, right after, right now, after it, after the session
        """,
    "BE": """
        is, was, were, are, felt, feels, feel, be, been, at, of, :, =, a, an, the, it, its, it's,
        got, rated, level, score, only, to, maybe, my, solid, -, scored, sitting, sat, up, hit,
        reached
        """,
    "HALF": "half, 1 / 2",
}

NUMBERS = {
    "zero": 0, "one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7,
    "eight": 8, "nine": 9, "ten": 10, "eleven": 11, "twelve": 12, "thirteen": 13, "fourteen": 14,
    "fifteen": 15, "sixteen": 16, "seventeen": 17, "eighteen": 18, "nineteen": 19, "twenty": 20,
    "thirty": 30, "forty": 40, "fourty": 40, "fifty": 50, "sixty": 60, "seventy": 70,
    "eighty": 80, "ninety": 90, "hundred": 100, "dozen": 12, "couple": 2, "nil": 0, "nought": 0,
}  # fmt: skip

WEEKDAYS = {
    "monday": 0, "mon": 0, "tuesday": 1, "tues": 1, "tue": 1, "wednesday": 2, "wednes": 2,
    "weds": 2, "wed": 2, "thursday": 3, "thurs": 3, "thur": 3, "thu": 3, "friday": 4, "fri": 4,
    "saturday": 5, "sat": 5, "sunday": 6,
}  # fmt: skip

MONTHS = {
    "january": 1, "jan": 1, "february": 2, "feb": 2, "march": 3, "mar": 3, "april": 4, "apr": 4,
    "may": 5, "june": 6, "jun": 6, "july": 7, "jul": 7, "august": 8, "aug": 8, "september": 9,
    "sept": 9, "sep": 9, "october": 10, "oct": 10, "november": 11, "nov": 11, "december": 12,
    "dec": 12,
}  # fmt: skip

YESTERDAY = "yesterday, yday, yest, ystd, yst, y'day, yesterdays, yesterday's, ytd"
TODAY = "today, todays, today's, tday, 2 day, 2 day's, this day"
TOMORROW = "tomorrow, tmrw, tmr, tomoz, 2moro, tomo, tomorrows, tomorrow's, tmw"
