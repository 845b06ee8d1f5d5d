"""The window: what is seen and clicked, in Qt Widgets.

Asks the services for everything it shows and hands them every change. The look is made of
palettes, fonts and a style sheet (theme.py), small painted things (painting.py, paragraph.py,
marks.py, icons.py) and small reusable widgets (widgets/).
"""
