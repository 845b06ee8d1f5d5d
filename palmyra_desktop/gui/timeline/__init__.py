"""The timeline on screen: chart.py holds what is seen of it, painter.py draws it, view.py is led by hand."""
