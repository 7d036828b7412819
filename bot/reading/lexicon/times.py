"""Words for days, parts of days and moments, that are no unit of measure."""

TIMES = {
    "JUST": "just, freshly, only just, fresh",
    "NOW": """
        just now, right now, now, just this minute, a minute ago, a moment ago, moments ago, this
        minute, a second ago, this second, a sec ago, just this second, this instant
        """,
    "LAST_NIGHT": """
        last night, last nite, yesterday night, yesterday evening, last evening, yest eve,
        yesterday eve, yday evening, yest evening
        """,
    "THIS_MORNING": """
        this morning, this mornin, this morn, today morning, in the morning, this am, early
        morning, the morning, early this morning, before breakfast, before work, after breakfast
        """,
    "THIS_AFTERNOON": """
        this afternoon, this arvo, in the afternoon, after lunch, at lunch, lunchtime, lunch time,
        at lunchtime, over lunch, this lunchtime, on my lunch break, lunch break
        """,
    "THIS_EVENING": """
        this evening, tonight, in the evening, this eve, tonite, 2nite, after dinner
        """,
    "EARLIER": """
        earlier, earlier today, earlier on, before lunch, a while ago, a bit ago, a few hours ago,
        some time ago, few hours ago, a little while ago, the other day, recently
        """,
    "YESTERDAY_MORNING": "yesterday morning, yday morning, yest morning, yesterday am",
    "YESTERDAY_AFTERNOON": "yesterday afternoon, yday afternoon, yesterday lunchtime",
    "BEFORE_YESTERDAY": "day before yesterday, the day before yesterday, the other day",
    "THE_WEEKEND": "at the weekend, over the weekend, last weekend, on the weekend",
    "LAST_WEEK": "last week",
}
